/** Pages ask it too, of which subjects a load was not asked. */
export { matchesAny } from '../src/core/selection/subject-pattern.ts';
