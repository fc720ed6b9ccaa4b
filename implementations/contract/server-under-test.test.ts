import { expect, test } from 'vitest';
import { fakeSubject } from './fake-subject.ts';
import { startServer } from './server-under-test.ts';

test('a server that ends before it is ready is a sentence with what it wrote', async () => {
	await expect(start('echo "no such luck" >&2; exit 4')).rejects.toThrow(
		'node/fake:single ended with 4 before it was ready, and wrote: no such luck',
	);
});

test('a server that ends without a word is a sentence that says so', async () => {
	await expect(start('exit 5')).rejects.toThrow(
		'ended with 5 before it was ready, and wrote nothing',
	);
});

test('a program that cannot be started is a sentence', async () => {
	const failing = startServer(fakeSubject(['./no-such-server']));
	await expect(failing).rejects.toThrow(/^node\/fake:single ended with 127 .*not found/);
});

function start(script: string): Promise<unknown> {
	return startServer(fakeSubject(['sh', '-c', script]));
}
