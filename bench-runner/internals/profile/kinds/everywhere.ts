import { anySymbol, type KindRule } from './rule.ts';

/** What is alike in all three languages: the system below them. */
export const everywhere: readonly KindRule[] = [
	// All of it, the handling of page faults too: which of its pages are the heap's, no name tells. The vdso is the part of the
	// kernel that a process may call without entering it, such as reading a clock.
	{ kind: 'kernel', object: /^\[(kernel|vdso)\]$/, symbol: anySymbol },
	// The instruction after a system call, on which the sampler's interrupt falls when the call is over.
	{
		kind: 'kernel',
		object: /^libc\.so/,
		symbol:
			/^(__GI_)?_*(libc_)?(read|write|writev|readv|recv|recvmsg|send|sendmsg|epoll_p?wait|syscall|futex|madvise|mmap|munmap)(64)?$/,
	},
	// glibc's allocator, which Rust and the C++ in Node.js use.
	{
		kind: 'memory',
		object: /^libc\.so/,
		symbol: /alloc|free|^unlink_chunk|^sysmalloc|^systrim|^tcache/,
	},
	{
		kind: 'memory',
		symbol: /^operator (new|delete)|^_?mi_|^__rust_(alloc|dealloc|realloc)|^__rdl_/,
	},
];
