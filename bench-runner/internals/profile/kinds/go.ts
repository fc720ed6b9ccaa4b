import type { KindRule } from './rule.ts';

/** The packages of Go's standard library; their names are in every symbol. */
export const go: readonly KindRule[] = [
	// v1, v2 and jsontext.
	{ kind: 'json', symbol: /^encoding\/json/ },
	// encoding/json finds the fields of a struct by reflection and their names in maps, keeps what it found in a
	// sync.Map, reads and writes numbers with strconv, and writes into a bytes.Buffer. net/http does little of these: of the
	// samples in them it had 8 of 180.
	{ kind: 'json', symbol: /^reflect\.|^internal\/abi\.|^internal\/sync\.\(\*HashTrieMap/ },
	{ kind: 'json', symbol: /^runtime\.(resolve(Type|Name)Off|ifaceeq|efaceeq)$/ },
	{ kind: 'json', symbol: /^runtime\.mapaccess1_faststr$|^aeshashbody$/ },
	{ kind: 'json', symbol: /^internal\/runtime\/maps\.\(\*Map\)\.getWithoutKeySmallFastStr$/ },
	{ kind: 'json', symbol: /^(internal\/)?strconv\.|^bytes\.\(\*Buffer\)|^unicode\/utf8\./ },
	// The server's own checks of what it has read, which serde and Ajv do in their reading.
	{ kind: 'json', symbol: /^main\.(\(\*\w+\)\.valid|isAddress)$/ },
	// System calls, as Go makes them without libc, and the clock of the vdso.
	{
		kind: 'kernel',
		symbol:
			/^(internal\/runtime\/)?syscall[./]|^runtime\.(futex|usleep|madvise|sysMmap|tgkill|nanotime1)(\.|$)/,
	},
	// The allocator (mallocgc, and clearing and growing what it gave), the collector that marks and sweeps, its write barriers,
	// and the spans and caches that both keep. The unwinder reads stacks for the collector.
	{
		kind: 'memory',
		symbol:
			/^runtime\.(mallocgc|newobject|newarray|makeslice|growslice|memclr|slicebytetostring|rawstring|rawbyteslice|nextFree|deductAssist)/,
	},
	{
		kind: 'memory',
		symbol:
			/^runtime\.(gc|scan|sweep|mark|grey|shade|findObject|tryDefer|typePointers|heapSet|bulkBarrier|wbBuf|wbMove|wbZero|publicationBarrier|bgsweep|bgscavenge|drain|memProfile|newArena|spanOf|addSpecial|step$|pcvalue|copystack|newstack|morestack|adjust)/,
	},
	{
		kind: 'memory',
		symbol:
			/^runtime\.\(?\*?(gcWork|gcControllerState|mspan|mcache|mcentral|mheap|spanSet|spanQueue|fixalloc|pageAlloc|pageCache|sweepLocked|sweepLocker|limiterEvent|lfstack|wbBuf|unwinder|stkframe|typePointers|atomicMSpanPointer|scavenge|activeSweep)\)?\./,
	},
	{ kind: 'memory', symbol: /^gcWriteBarrier|^runtime\.typePointers|^internal\/runtime\/gc\// },
	// The server, and what it parses a request and writes an answer with: header fields, addresses, deadlines, buffers.
	{
		kind: 'http',
		symbol: /^(net|net\/.+|vendor\/.+|bufio|mime|path|context|io|time|sync|internal\/poll|os)\./,
	},
	// Letting goroutines wait for the network and waking them: what an event loop does for the other two.
	{
		kind: 'http',
		symbol:
			/^runtime\.(netpoll|poll|findRunnable|schedule|execute|park|ready|goready|gopark|goexit|gosched|goparkunlock|runq|glob|wakep|startm|stopm|mcall|casgstatus|checkTimers|lock2|unlock2|note|futex|usleep|osyield|procyield|stealWork|newproc|gdestroy|gfput|gfget|acquirep|releasep|mPark|pidle|retake|sysmon|resetspinning|nanotime|block|unblock|sel|send|recv|chansend|chanrecv|notifyList|semrelease|semacquire|exitsyscall|entersyscall|reentersyscall|doSigPreempt|sigFetch|asyncPreempt)/,
	},
	{
		kind: 'http',
		symbol: /^runtime\.\(\*(timer|timers|pollDesc|timeHistogram|guintptr|randomOrder)\)\./,
	},
	{
		kind: 'http',
		symbol: /^internal\/runtime\/atomic\.|^gogo$|^runtime\.gogo|^runtime\.systemstack/,
	},
];
