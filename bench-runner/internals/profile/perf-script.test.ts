import { describe, expect, it } from 'vitest';
import { parsePerfScript } from './perf-script.ts';

const root = '/home/you/repository';

describe('parsePerfScript', () => {
	it('keeps the moment of each sample, and each function once', () => {
		const text = [
			'1795872932.034916277: cpu-clock:      7ff424a6514b __strcmp_evex (/usr/lib/x86_64-linux-gnu/libc.so.6)',
			'  1795872932.038226094: cpu-clock:  ffffffff821f39e5 tcp_ack ([kernel.kallsyms])',
			'1795872932.099999999: cpu-clock:      7ff424a65150 __strcmp_evex (/usr/lib/x86_64-linux-gnu/libc.so.6)',
			'',
		].join('\n');
		expect(parsePerfScript(text, root)).toEqual({
			frames: [
				{ symbol: '__strcmp_evex', object: 'libc.so.6' },
				{ symbol: 'tcp_ack', object: '[kernel]' },
			],
			samples: [
				[1_795_872_932_034, 0],
				[1_795_872_932_038, 1],
				[1_795_872_932_099, 0],
			],
		});
	});

	it.each([
		['encoding/json.(*Decoder).readValue', `${root}/bin/server`, 'server'],
		['v8::internal::(anonymous namespace)::Invoke', '/usr/bin/node (deleted)', 'node'],
		['JS:*emit node:events:489:44', '/tmp/perf-2511.map', '[JIT]'],
		["RegExp.< src: '(a) (b)' flags: ''", '[JIT] tid 2511', '[JIT]'],
		['[unknown]', '[unknown]', '[unknown]'],
		['__vdso_clock_gettime', '[vdso]', '[vdso]'],
	])('reads %s of %s', (symbol, path, object) => {
		const text = `1795872932.034916277: cpu-clock:      7ff424a6514b ${symbol} (${path})`;
		expect(parsePerfScript(text, root)).toMatchObject({ frames: [{ symbol, object }] });
	});

	it('knows a module of the kernel by its address', () => {
		const text = '1.000000000: cpu-clock:  ffffffffc021f39e [unknown] ([virtio_net])';
		expect(parsePerfScript(text, root)).toMatchObject({ frames: [{ object: '[kernel]' }] });
	});

	it('tells of no folder of the machine, and cuts names that nobody reads', () => {
		const symbol = `JS:*parse file://${root}/server/json.ts:31:15`;
		const text = [symbol, 'x'.repeat(400)]
			.map((name) => `1.000000000: cpu-clock:      7ff424a6514b ${name} (/tmp/perf-1.map)`)
			.join('\n');
		const parsed = parsePerfScript(text, root);
		const names = 'frames' in parsed ? parsed.frames.map((frame) => frame.symbol) : [];
		expect(names).toEqual(['JS:*parse server/json.ts:31:15', 'x'.repeat(160)]);
	});

	it('refuses samples of user code alone, whose shares would be of something else', () => {
		const text = '1.000000000: cpu-clock:u:      7ff424a6514b main (/bin/x)';
		expect(parsePerfScript(text, root)).toEqual({
			missing:
				'perf may not see the kernel here. Allow it with: sudo sysctl kernel.perf_event_paranoid=1',
		});
	});
});
