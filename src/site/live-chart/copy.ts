/** Shows the buttons that copy an address, which do nothing without a script. */
export function copyButtons(figure: HTMLElement): void {
	for (const button of figure.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
		button.hidden = false;
		button.addEventListener('click', () => void copy(button));
	}
}

async function copy(button: HTMLButtonElement): Promise<void> {
	const words = button.textContent;
	try {
		await navigator.clipboard.writeText(button.dataset['copies'] ?? '');
		button.textContent = 'Copied';
	} catch {
		button.textContent = 'The browser does not allow it';
	}
	setTimeout(() => (button.textContent = words), 2000);
}
