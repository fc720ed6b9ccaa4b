import type { RequestHandler } from 'express';

// #region handler
/**
 * Answers with a constant, serialised for each request.
 *
 * A string made once would be quicker, and would answer another question: no application knows its
 * answer before it is asked. What is left is the price of the framework: each request runs through the
 * list of middleware and routes until one ends it, on objects whose prototype is changed on the way.
 */
export const answerHello: RequestHandler = (_request, response) => {
	response.json({ message: 'Hello, World!' });
};
// #endregion handler
