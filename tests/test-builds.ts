import { join } from 'node:path';

/**
 * How cargo compiles for `npm test`, which asks whether the servers are right and not how fast they are.
 *
 * Eight crates have most of their libraries in common: cargo keeps what lies between source and program in one folder
 * (`build.build-dir`, Cargo 1.91), so that each library is compiled once. Without optimising all crates as one, which the
 * measured builds do, the largest server was built in two thirds of the time. The checks of a debug build come back for it.
 *
 * The runs that the suites make are built so too, and none of them may be published. Outside of `npm test` cargo sees that
 * the profile is another and compiles anew, and the runner puts that program through the contract before it measures it.
 */
export function testBuilds(root: string): Record<string, string> {
	return {
		CARGO_BUILD_BUILD_DIR: join(root, '.tools/cargo'),
		CARGO_PROFILE_RELEASE_LTO: 'off',
		CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
		CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
		CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS: 'true',
		CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS: 'true',
		CARGO_INCREMENTAL: '0',
	};
}
