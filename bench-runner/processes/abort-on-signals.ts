/**
 * A signal that aborts when someone asks this process to stop, or when the command that started it is gone
 * (`setup/pinned.mjs` keeps a channel open for that). A second signal ends the process at once; the guardian then cleans up.
 */
export function abortOnSignals(): { signal: AbortSignal; release(): void } {
	const controller = new AbortController();
	const stop = () => {
		if (controller.signal.aborted) process.exit(130);
		controller.abort();
	};
	const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const name of names) process.on(name, stop);
	process.on('disconnect', stop);
	return {
		signal: controller.signal,
		release() {
			for (const name of names) process.off(name, stop);
			process.off('disconnect', stop);
		},
	};
}
