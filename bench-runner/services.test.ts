import { expect, test } from 'vitest';
import { sampleCatalogue } from './sample-catalogue.ts';
import { createServices } from './services.ts';

const [workload] = sampleCatalogue().workloads.values();
if (workload === undefined) throw new Error('The sample catalogue has no workload.');

test('gives nothing to a server whose workloads name no service', async () => {
	const services = createServices(() => undefined);
	expect(await services.give([workload])).toMatchObject({ environment: {}, pids: {} });
	expect(services.descriptions()).toEqual({});
	await services.stop();
});

test('tells a server what its workloads say that it has to be told', async () => {
	const services = createServices(() => undefined);
	const protecting = { ...workload, environment: { TOKEN_SECRET: 's' } };
	const { environment } = await services.give([workload, protecting]);
	expect(environment).toEqual({ TOKEN_SECRET: 's' });
	await services.stop();
});

test('gives all servers of a run one origin, whose requests are counted, and ends it', async () => {
	const services = createServices(() => undefined);
	const caching = { ...workload, services: ['origin' as const] };
	try {
		const [one, other] = [await services.give([caching]), await services.give([workload, caching])];
		const url = one.environment['ORIGIN_URL'];
		expect(other.environment['ORIGIN_URL']).toBe(url);
		expect(one.pids.origin).toBe(other.pids.origin);
		expect(await one.originRequests?.()).toBe(0);
		await fetch(`${url}/documents/1`);
		expect(await one.originRequests?.()).toBe(1);
		expect(services.descriptions()).toEqual({ origin: { delayMs: 20 } });
		await services.stop();
		await expect(fetch(`${url}/documents/1`)).rejects.toThrow();
	} finally {
		await services.stop();
	}
});

test('gives all servers of a run one sink of spans, which counts them, and ends it', async () => {
	const services = createServices(() => undefined);
	const tracing = { ...workload, services: ['traces' as const] };
	try {
		const [one, other] = [await services.give([tracing]), await services.give([workload, tracing])];
		const endpoint = one.environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
		expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(other.environment['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(endpoint);
		expect(one.pids.traces).toBe(other.pids.traces);
		expect(await one.spans?.()).toBe(0);
		await services.stop();
		await expect(one.spans?.()).rejects.toThrow();
	} finally {
		await services.stop();
	}
});
