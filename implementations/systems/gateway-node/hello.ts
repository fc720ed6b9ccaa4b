import { sendJson, type Handler } from './answers.ts';

// #region handler
/**
 * Answers with a constant, serialised for each request.
 *
 * A Buffer made once at start would be quicker, and would answer another question: no application
 * knows its answer before it is asked. What is left is the price of the server itself: the event
 * loop's turn, the parser, the header, one write to the socket.
 */
export const answerHello: Handler = (_request, response) =>
	sendJson(response, 200, { message: 'Hello, World!' });
// #endregion handler
