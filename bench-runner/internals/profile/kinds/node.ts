import type { KindRule } from './rule.ts';

const compiled = /^\[JIT\]$/;
const program = /^node$/;

/** V8 and Node.js in one program, and JavaScript that V8 compiled, whose names end in file, line and column. */
export const node: readonly KindRule[] = [
	// A function without a file is one that a library wrote while it ran: Ajv's validate<n>, which checks a body against its
	// schema, and fast-json-stringify's anonymous<n>, which writes an answer by its schema. Checking is part of reading:
	// serde does both in one.
	{ kind: 'json', object: compiled, symbol: /^JS:\S*(validate|anonymous)\d+ :\d+:\d+$/ },
	{
		kind: 'json',
		object: compiled,
		symbol: /\/node_modules\/(ajv|fast-json-stringify|secure-json-parse)\//,
	},
	// secure-json-parse looks for "__proto__" and "constructor" in a text before JSON.parse, letter by letter in every escape.
	{ kind: 'json', object: compiled, symbol: /^RegExp\..*\\u00(63|5\[Ff\])\)/ },
	{ kind: 'http', object: compiled, symbol: / node:|\/node_modules\// },

	{
		kind: 'json',
		object: program,
		symbol: /Json|JSDataObjectBuilder|IntToStringView|OutBuffer<|ContinuationRecord/,
	},
	// JSON.parse makes one string of all equal names: it hashes them, looks them up and compares them. Of the samples in
	// these, HTTP's header fields had 4 of 145.
	{ kind: 'json', object: program, symbol: /SeqSubStringKey|InternalizeSubString/ },
	{
		kind: 'json',
		object: program,
		symbol: /v8::internal::(String::IsEqualTo|StringHasher::HashSeq)/,
	},
	{ kind: 'json', object: /^libc\.so/, symbol: /^__memcmp/ },
	// fast-json-stringify adds small strings up; V8 keeps the sums as a tree and copies them into one string when asked for its
	// length or bytes. Nothing else here adds that many.
	{
		kind: 'json',
		object: program,
		symbol: /^Builtins_StringAdd|v8::internal::String::(WriteToFlat|SlowFlatten)/,
	},

	// Compiling is the runtime's own and belongs to no request. Before the next rules, whose words are in its names too.
	{
		kind: 'other',
		object: program,
		symbol: /v8::internal::(compiler|maglev|baseline|interpreter)::/,
	},

	// Scavenger and MarkCompact collect; Factory and InitializeBody make and fill objects; RecordWrite is the write barrier.
	{
		kind: 'memory',
		object: program,
		symbol:
			/Scaveng|MarkCompact|Marking|Sweep|Evacuat|SemiSpace|NewSpace|PagedSpace|FreeList|LocalHeap|Heap::|heap::base|cppgc|MemoryChunk|PageMetadata|Allocat|AllocateRaw|GlobalHandles|BackingStore|ArrayBuffer|RecordWrite|EphemeronKeyBarrier|WriteBarrier|GCTracer|RememberedSet|SlotSet/,
	},
	{
		kind: 'memory',
		object: program,
		symbol: /v8::internal::(FactoryBase<v8::internal::Factory>|Factory)::|InitializeBody/,
	},
	// llhttp parses; node:: is the half of its modules that is C++; uv_ waits for sockets; simdutf turns bytes into strings
	// and back.
	{ kind: 'http', object: program, symbol: /llhttp|node::|^uv_|^simdutf::|RunMicrotasks/ },
];
