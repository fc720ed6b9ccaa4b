/*
 * Who may know whom: the invariants of ARCHITECTURE.md that an import could break. Each zone is complete in itself,
 * because of two entries that set one rule ESLint takes the last: a file belongs to the last zone that matches it.
 */

const runner = {
	regex: '(^|/)bench-runner/',
	message: 'Only the runner knows the runner: the others read the files it writes.',
};
const server = {
	regex: '(^|/)implementations/(?!contract/)',
	message: 'A server is measured from outside and shown as text: nothing imports its code.',
};
const beyondCore = {
	regex: '(^|/)src/(?!core/)',
	message: 'Of the site this may know src/core alone.',
};
const beyondSchemas = {
	regex: '(^|/)src/(?!core/(schemas|workloads)/)',
	message: 'Of the site the contract may know src/core/schemas and src/core/workloads alone.',
};
const beyondWorkloads = {
	regex: '(^|/)src/(?!core/(schemas|workloads)/)',
	message: 'Of the site a service may know src/core/schemas and src/core/workloads alone.',
};
const anySource = { regex: '(^|/)src/', message: 'This has to run without the site.' };
const siteGenerator = {
	regex: '^(astro|@astrojs|starlight)([:/-]|$)',
	message: 'Astro belongs to the site: this has to run without it.',
};
const builtIn = {
	regex: '^node:',
	message: 'This is pure: hand it what was read, so that browsers and tests can run it too.',
};

/** One finding, in the words of the zone, for every folder deeper than where the zone begins. */
const leaving = (levels, message) => ({ regex: `^(\\.\\./){${levels}}`, message });
/** The same, but for one neighbour. */
const leavingBut = (levels, neighbour, message) => ({
	regex: `^(\\.\\./){${levels}}(?!${neighbour}/)`,
	message,
});
const leavingCore = 'src/core imports nothing from outside itself.';
const leavingSimulator = 'src/simulator imports nothing but itself and src/core.';
const leavingServer = 'A server runs alone when its folder is copied elsewhere.';

const pure = [runner, siteGenerator, builtIn];

/**
 * Never `?? 0`: a figure that was not measured is absent, and absent is not nought. Counting in a Map, an index and a
 * length are no measurements.
 */
const zeroForMissing = {
	selector:
		'LogicalExpression[operator="??"][right.raw="0"]:not([left.callee.property.name="get"], [left.computed=true], [left.expression.property.name="length"])',
	message: 'A measurement that is missing stays missing: handle its absence, do not make it 0.',
};

/** @type {import('eslint').Linter.Config[]} */
export const importRules = [
	zone(['src/**/*.{ts,astro}'], [runner, server]),
	zone(['src/{core,simulator}/**/*.ts'], pure),
	zone(['src/core/*.ts'], [...pure, leaving(1, leavingCore)]),
	zone(['src/core/*/*.ts'], [...pure, leaving(2, leavingCore)]),
	zone(['src/simulator/*.ts'], [...pure, leavingBut(1, 'core', leavingSimulator)]),
	zone(['src/simulator/*/*.ts'], [...pure, leavingBut(2, 'core', leavingSimulator)]),
	zone(['src/{core,simulator}/**/*.{test,prove}.ts'], [runner, siteGenerator]),
	zone(['bench-runner/**/*.ts'], [beyondCore, server, siteGenerator]),
	zone(['implementations/*/*/*.ts'], [leaving(1, leavingServer)]),
	zone(['implementations/*/*/*/**/*.ts'], [leaving(2, leavingServer)]),
	zone(['implementations/contract/**/*.ts'], [runner, server, beyondSchemas, siteGenerator]),
	zone(['services/**/*.ts'], [runner, server, beyondWorkloads, siteGenerator]),
	zone(['setup/**'], [runner, server, anySource, siteGenerator]),
	{
		files: ['src/{core,simulator}/**/*.ts'],
		ignores: ['**/*.{test,prove}.ts'],
		rules: {
			'no-restricted-globals': ['error', ...namesOfTheOutside().map(asPureFinding)],
		},
	},
];

/** Static imports have a rule of their own; `import()` and `typeof import()` have none. */
function zone(files, forbidden) {
	return {
		files,
		rules: {
			'no-restricted-imports': ['error', { patterns: forbidden }],
			'no-restricted-syntax': ['error', zeroForMissing, ...forbidden.flatMap(asSyntax)],
		},
	};
}

function asSyntax({ regex, message }) {
	const source = `[value=/${regex.replaceAll('/', '\\/')}/]`;
	return [
		{ selector: `ImportExpression > Literal.source${source}`, message },
		{ selector: `TSImportType > Literal.source${source}`, message },
	];
}

function namesOfTheOutside() {
	return [
		'window',
		'document',
		'navigator',
		'location',
		'localStorage',
		'fetch',
		'process',
		'Buffer',
	];
}

function asPureFinding(name) {
	return { name, message: builtIn.message };
}
