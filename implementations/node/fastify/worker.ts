import { Ajv } from 'ajv';
import { ordersSchema, type Order } from './orders.ts';
import { reportOn } from './report.ts';
import { ajvOptions } from './validation.ts';

// The file that each thread of the pool loads: its default export is the task. A thread has a heap and
// a loop of its own, and shares no objects with the server, so it compiles the schema for itself.
const isBody = new Ajv(ajvOptions).compile<{ orders: Order[] }>(ordersSchema);

/** The answer to a body of `POST /transform`, or undefined where the body is not what the path takes. */
export default function transform(text: string): string | undefined {
	const body = parse(text);
	return isBody(body) ? JSON.stringify(reportOn(body.orders)) : undefined;
}

/**
 * Fastify's parser also looks for `__proto__`. Here the schema refuses it as a field it does not know:
 * JSON.parse makes it a field like any other.
 */
function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
