import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { limitSubjects } from './rate-limit.ts';
import { object, string } from './schemas.ts';
import type { ProtectionSettings } from './settings.ts';
import { verifyTokens } from './tokens.ts';

// #region routes
/**
 * `/me/unlimited` behind a token, `/me` behind a limit too. A hook is for the plugin that adds it and those inside it, so the order
 * of the two can be read from how they are nested. A method that a path does not have is refused elsewhere, without a token.
 */
export function meRoutes({ secret, ...limits }: ProtectionSettings): FastifyPluginAsync {
	return async (verified) => {
		verified.decorateRequest('claims');
		verified.addHook('onRequest', verifyTokens(secret));
		verified.get('/me/unlimited', { schema }, me);
		void verified.register(async (limited) => {
			limited.addHook('onRequest', limitSubjects(limits));
			limited.get('/me', { schema }, me);
		});
	};
}
// #endregion routes

/** Who the token says that you are. What the request says in other fields is not asked. */
function me({ claims }: FastifyRequest) {
	return { subject: claims?.sub, scope: claims?.scope };
}

const schema = { response: { 200: object({ subject: string, scope: string }) } };
