import type { ContractCase, ProcessCase } from '../contract-case.ts';
import { aggregateCases } from './aggregate.ts';
import { authCases } from './auth.ts';
import { bodyCases } from './bodies.ts';
import { cacheCases, cacheProcessCases } from './cache.ts';
import { chunkCases } from './chunks.ts';
import { churnCases } from './churn.ts';
import { connectionCases } from './connections.ts';
import { crowdCases } from './crowds.ts';
import { crudCases } from './crud.ts';
import { databaseCases } from './database.ts';
import { gatewayCases } from './gateway.ts';
import { gatewayPartCases } from './gateway-parts.ts';
import { halfClosedCases } from './half-closed.ts';
import { headCases } from './head.ts';
import { headerFieldCases } from './header-fields.ts';
import { healthCases } from './health.ts';
import { helloAnswerCases } from './hello-answers.ts';
import { internalsCases } from './internals.ts';
import { jsonEchoCases } from './json-echo.ts';
import { jsonCases } from './json-records.ts';
import { limitCases } from './limits.ts';
import { methodCases } from './methods.ts';
import { outputCases } from './output.ts';
import { overloadCases } from './overload.ts';
import { pathCases } from './paths.ts';
import { primeAnswerCases } from './prime-answers.ts';
import { primeErrorCases } from './prime-errors.ts';
import { rateLimitCases } from './rate-limit.ts';
import { requestLineCases } from './request-lines.ts';
import { sheddingCases } from './shedding.ts';
import { sharedStateCases } from './shared-state.ts';
import { shutdownCases } from './shutdown.ts';
import { shutdownUnderLoadCases } from './shutdown-under-load.ts';
import { slowClientCases } from './slow-clients.ts';
import { smugglingCases } from './smuggling.ts';
import { socketCases, socketProcessCases } from './sockets.ts';
import { startUpCases } from './start-up.ts';
import { storeCases } from './store.ts';
import { tracedCases, tracedProcessCases } from './traced.ts';
import { transformCases } from './transform.ts';
import { unknownPathCases } from './unknown-paths.ts';
import { unreadAnswerCases } from './unread-answers.ts';
import { waitCases } from './wait.ts';
import { workCases } from './work.ts';
import { workerCases } from './workers.ts';

/** Rules asked of a running server. They are independent of one another and may run at the same time. */
export const contractCases: readonly ContractCase[] = [
	...healthCases,
	...helloAnswerCases,
	...primeAnswerCases,
	...primeErrorCases,
	...workCases,
	...waitCases,
	...churnCases,
	...socketCases,
	...jsonCases,
	...jsonEchoCases,
	...storeCases,
	...sharedStateCases,
	...transformCases,
	...crudCases,
	...aggregateCases,
	...authCases,
	...gatewayCases,
	...tracedCases,
	...cacheCases,
	...unknownPathCases,
	...pathCases,
	...requestLineCases,
	...headerFieldCases,
	...methodCases,
	...headCases,
	...connectionCases,
	...bodyCases,
	...limitCases,
	...smugglingCases,
	...chunkCases,
	...halfClosedCases,
	...unreadAnswerCases,
	...crowdCases,
	...slowClientCases,
];

/** Rules about processes: each case starts the subject for itself. */
export const processCases: readonly ProcessCase[] = [
	...startUpCases,
	...outputCases,
	...shutdownCases,
	...shutdownUnderLoadCases,
	...workerCases,
	...socketProcessCases,
	...internalsCases,
	...overloadCases,
	...databaseCases,
	...gatewayPartCases,
	...rateLimitCases,
	...sheddingCases,
	...cacheProcessCases,
	...tracedProcessCases,
];
