import http from 'k6/http';
import { Counter } from 'k6/metrics';

/** What the adapter writes beside this file. */
interface Plan {
	scenario: { executor: string };
	operations: {
		weight: number;
		method: string;
		url: string;
		headers: Record<string, string>;
		body: string | null;
		status: number;
	}[];
}

const plan = JSON.parse(open('./plan.json')) as Plan;
const totalWeight = plan.operations.reduce((sum, { weight }) => sum + weight, 0);

const invalidStatus = new Counter('invalid_status');
const timedOut = new Counter('timed_out');
const failed = new Counter('broke_off');

export const options = {
	scenarios: { load: plan.scenario },
	summaryTrendStats: ['avg', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
};

/** https://grafana.com/docs/k6/latest/javascript-api/error-codes/ */
const requestTimeout = 1050;

export default function () {
	const { method, url, body, headers, status } = draw();
	const response = http.request(method, url, body, { headers });
	if (response.status === status) return;
	if (response.status !== 0) invalidStatus.add(1);
	else if (response.error_code === requestTimeout) timedOut.add(1);
	else failed.add(1);
}

export function handleSummary(data: unknown) {
	return { stdout: JSON.stringify(data) };
}

function draw() {
	let left = Math.random() * totalWeight;
	const drawn = plan.operations.find(({ weight }) => (left -= weight) < 0);
	const last = plan.operations[plan.operations.length - 1];
	const operation = drawn ?? last;
	if (operation === undefined) throw new Error('The plan has no operation.');
	return operation;
}
