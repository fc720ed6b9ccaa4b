import { expect, it } from 'vitest';
import { firstRequest } from './first-request.ts';

it('fills each parameter with the first of its values, in path and body', () => {
	const { path, body } = firstRequest({
		method: 'PUT',
		path: '/items/{id}?q={q}&z={z}',
		body: '{"id":{id},"n":{n},"other":"{id2}"}',
		parameters: {
			id: { kind: 'uniform', from: 5, to: 9 },
			n: { kind: 'sequence', from: 1 },
			z: { kind: 'zipf', from: 3, to: 9 },
			q: { kind: 'choice', values: ['a', 'b'] },
		},
		expect: { status: 200, body: '' },
	});
	expect(path).toBe('/items/5?q=a&z=3');
	expect(body).toBe('{"id":5,"n":1,"other":"{id2}"}');
});
