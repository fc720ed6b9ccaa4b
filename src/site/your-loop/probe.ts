/** Of 100 a second each comes after the last has run: one that is late delays the next, as a timer in a server does. */
const EVERY_MS = 10;

/** Asks the loop for a turn again and again, and notes by how much each came late. */
export function startProbe(): { stop: () => number } {
	let latestMs = 0;
	let dueMs = performance.now() + EVERY_MS;
	const tick = () => {
		const nowMs = performance.now();
		latestMs = Math.max(latestMs, nowMs - dueMs);
		dueMs = nowMs + EVERY_MS;
		timer = setTimeout(tick, EVERY_MS);
	};
	let timer = setTimeout(tick, EVERY_MS);
	return {
		stop() {
			clearTimeout(timer);
			return latestMs;
		},
	};
}

/** Notes whether the tab is hidden at any moment until it is asked. */
export function watchVisibility(): { wasHidden: () => boolean } {
	let hidden = document.hidden;
	const look = () => {
		hidden ||= document.hidden;
	};
	document.addEventListener('visibilitychange', look);
	return {
		wasHidden() {
			look();
			document.removeEventListener('visibilitychange', look);
			return hidden;
		},
	};
}

export function rest(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
