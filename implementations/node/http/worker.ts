// The file that each thread of the pool loads: what it exports are the tasks, by their names. A thread has
// a heap and a loop of its own, and shares no objects with the server; numbers are copied across.
export { nthPrime } from './prime.ts';
export { work } from './work.ts';
