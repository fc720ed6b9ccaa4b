// The file that each thread of the pool loads: its default export is the task. A thread has a heap
// and a loop of its own, and shares no objects with the server; `n` and the prime are copied across.
export { nthPrime as default } from './prime.ts';
