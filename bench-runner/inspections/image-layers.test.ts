import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { imageBytesAboveBase } from './image-layers.ts';

const files = {
	'main.ts': 'x'.repeat(10),
	'more.ts': 'x'.repeat(20),
	'README.md': 'x'.repeat(1000),
	'node_modules/a/index.js': 'x'.repeat(300),
	'bin/server': 'x'.repeat(5000),
};

it('counts what the last stage copies and installs, and nothing of the stages before', () => {
	expect(bytesOf('FROM node\nCOPY *.ts ./\nRUN npm ci --omit=dev\nENV PORT=80\n')).toBe(330);
	expect(bytesOf('FROM go AS build\nCOPY . .\nFROM scratch\nCOPY --from=build /s /s\n')).toBe(5000);
});

it('knows nothing of an image that runs what nobody can foresee, nor of a folder without one', () => {
	expect(bytesOf('FROM debian\nRUN apt-get install -y curl\nCOPY *.ts ./\n')).toBeUndefined();
	expect(bytesOf(undefined)).toBeUndefined();
});

function bytesOf(dockerfile: string | undefined): number | undefined {
	const folder = temporaryFolder();
	writeFiles(folder, { ...files, ...(dockerfile !== undefined && { Dockerfile: dockerfile }) });
	return imageBytesAboveBase(folder, ['bin/server']);
}
