import { limits } from '../../../core/own-runs/limits.ts';

/** A file that the reader chose or dropped, not read yet. */
export interface ChosenFile {
	path: string;
	file: File;
}

/** Of a file field; a folder's files come with their paths. */
export function chosenFiles(files: FileList): ChosenFile[] {
	return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * Of a drop, folders with all that is in them.
 *
 * @throws Error whose message is a sentence
 */
export async function droppedFiles(items: DataTransferItemList): Promise<ChosenFile[]> {
	// Before the first wait: the list is emptied when the event is over.
	const dropped = [...items].map((item) => ({
		entry: item.webkitGetAsEntry(),
		file: item.getAsFile(),
	}));
	const waiting = dropped.flatMap(({ entry }) => entry ?? []);
	// What another program hands over may be a file that lies in no file system.
	const found: ChosenFile[] = dropped.flatMap(({ entry, file }) =>
		entry === null && file ? [{ path: file.name, file }] : [],
	);
	for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
		if (found.length + waiting.length > limits.files) {
			throw new Error(`There are more than ${limits.files} files: choose the folder of a run.`);
		}
		if (isFile(entry)) found.push({ path: entry.fullPath.slice(1), file: await fileOf(entry) });
		else if (isFolder(entry)) waiting.push(...(await entriesOf(entry)));
	}
	return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
	return new Promise((resolve, reject) => {
		entry.file(resolve, reject);
	});
}

/** A folder is read in parts, until one is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const entries: FileSystemEntry[] = [];
	for (;;) {
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
			reader.readEntries(resolve, reject);
		});
		entries.push(...part);
		if (part.length === 0 || entries.length > limits.files) return entries;
	}
}
