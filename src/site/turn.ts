/**
 * Lets the page do what waits before the caller goes on. A message to oneself comes behind what is there; a timer would
 * wait for 4 ms each time (HTML, section 8.6, "timers"), and `scheduler.yield` may come before timers.
 */
export function pageHasHadItsTurn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(undefined);
	});
}
