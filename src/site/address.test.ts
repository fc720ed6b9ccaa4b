import { describe, expect, test } from 'vitest';
import { siteAddress } from './address.ts';

const upstream = 'github:concurrency-measured/concurrency-measured';

describe('siteAddress', () => {
	test('a build on a machine of one’s own is local, at the root', () => {
		expect(siteAddress({}, upstream)).toMatchObject({
			kind: 'local',
			origin: 'http://localhost:4321',
			base: '/',
			repository: 'concurrency-measured/concurrency-measured',
			title: 'Concurrency, Measured',
		});
	});

	test('a fork is served under its own name and says whose it is', () => {
		const address = siteAddress({ GITHUB_REPOSITORY: 'ada/my-fork' }, upstream);
		expect(address).toMatchObject({
			kind: 'fork',
			origin: 'https://ada.github.io',
			base: '/my-fork/',
			repository: 'ada/my-fork',
			title: 'Concurrency, Measured · ada',
		});
	});

	test('a user site is served at the root', () => {
		expect(siteAddress({ GITHUB_REPOSITORY: 'ada/Ada.github.io' }, upstream).base).toBe('/');
	});

	test('upstream is told by its name, whatever the case', () => {
		const environment = { GITHUB_REPOSITORY: 'Concurrency-Measured/concurrency-measured' };
		expect(siteAddress(environment, upstream).kind).toBe('upstream');
	});

	test('what Pages says wins, for custom domains', () => {
		const environment = {
			GITHUB_REPOSITORY: 'ada/my-fork',
			SITE_URL: 'https://bench.example',
			BASE_PATH: '',
		};
		expect(siteAddress(environment, upstream)).toMatchObject({
			origin: 'https://bench.example',
			base: '/',
		});
	});
});
