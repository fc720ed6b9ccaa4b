import { PbfReader } from 'pbf';

/** A span as OTLP writes it: ids in hexadecimal, no `parentId` where it is the root of its trace. */
export type Span = {
	traceId: string;
	id: string;
	parentId: string | undefined;
	name: string;
	kind: 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
	/** Text, whole numbers and truth values; others are left out. */
	attributes: Record<string, string | number | boolean>;
	status: 'unset' | 'ok' | 'error';
	/** The resource's `service.name`: who says that it took place. */
	service: string | undefined;
};

/*
 * The numbers of the fields are those of opentelemetry-proto 1.9: ExportTraceServiceRequest in
 * opentelemetry/proto/collector/trace/v1/trace_service.proto, the others in trace/v1/trace.proto, resource/v1 and common/v1.
 */

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const STATUSES = ['unset', 'ok', 'error'] as const;

/** How many spans a request holds, without looking into them. @throws Error where it is no message of OTLP */
export function countSpans(body: Uint8Array): number {
	let spans = 0;
	forEachScope(body, (scope) => {
		scope.readMessage((field) => (spans += field === 2 ? 1 : 0), undefined);
	});
	return spans;
}

/** Each span with what it says. @throws Error where it is no message of OTLP */
export function readSpans(body: Uint8Array): Span[] {
	const spans: Span[] = [];
	forEachScope(body, (scope, service) => {
		scope.readMessage((field) => {
			if (field === 2)
				spans.push({ ...scope.readMessage(readSpan, newSpan()), service: service() });
		}, undefined);
	});
	return spans;
}

/** @param read of the ScopeSpans at which the reader stands; it may ask who sent them */
function forEachScope(
	body: Uint8Array,
	read: (scope: PbfReader, service: () => string | undefined) => void,
): void {
	const whole = new PbfReader(body);
	whole.readFields((field, _, reader) => {
		if (field !== 1) return;
		let service: string | undefined;
		reader.readMessage((inner) => {
			if (inner === 1)
				service = reader.readMessage(readAttribute, newAttributes())['service.name'] as string;
			else if (inner === 2) read(reader, () => service);
		}, undefined);
	}, undefined);
	// The reader does not look where a skipped field ends.
	if (whole.pos !== body.length) throw new Error('The message ends in the middle of a field.');
}

function newAttributes(): Span['attributes'] {
	return {};
}

function newSpan(): Omit<Span, 'service'> {
	return {
		traceId: '',
		id: '',
		parentId: undefined,
		name: '',
		kind: 'unspecified',
		attributes: newAttributes(),
		status: 'unset',
	};
}

function readSpan(field: number, span: Omit<Span, 'service'>, reader: PbfReader): void {
	if (field === 1) span.traceId = readId(reader);
	else if (field === 2) span.id = readId(reader);
	else if (field === 4) span.parentId = readId(reader) || undefined;
	else if (field === 5) span.name = reader.readString();
	else if (field === 6) span.kind = KINDS[reader.readVarint()] ?? 'unspecified';
	else if (field === 9) readKeyValue(span.attributes, reader);
	else if (field === 15) {
		reader.readMessage((inner) => {
			if (inner === 3) span.status = STATUSES[reader.readVarint()] ?? 'unset';
		}, undefined);
	}
}

/** Of a Resource. */
function readAttribute(field: number, attributes: Span['attributes'], reader: PbfReader): void {
	if (field === 1) readKeyValue(attributes, reader);
}

function readKeyValue(attributes: Span['attributes'], reader: PbfReader): void {
	let key = '';
	let value: string | number | boolean | undefined;
	reader.readMessage((field) => {
		if (field === 1) key = reader.readString();
		else if (field === 2) {
			reader.readMessage((kind) => {
				if (kind === 1) value = reader.readString();
				else if (kind === 2) value = reader.readBoolean();
				else if (kind === 3) value = reader.readVarint(true);
			}, undefined);
		}
	}, undefined);
	if (value !== undefined) attributes[key] = value;
}

function readId(reader: PbfReader): string {
	return Buffer.from(reader.readBytes()).toString('hex');
}
