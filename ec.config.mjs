import { pluginLineNumbers } from '@expressive-code/plugin-line-numbers';
import { defineEcConfig } from '@astrojs/starlight/expressive-code';

export default defineEcConfig({
	themes: ['github-dark-default', 'github-light-default'],
	plugins: [pluginLineNumbers()],
	defaultProps: { showLineNumbers: false, wrap: false },
	// A linked ec.css would be requested from inside the body and shift the page when it arrives.
	emitExternalStylesheet: false,
	useStarlightUiThemeColors: true,
	styleOverrides: {
		borderRadius: 'var(--radius)',
		borderColor: 'var(--hairline)',
		codeBackground: 'var(--surface)',
		codeFontFamily: 'var(--font-figures)',
		codeFontSize: '0.8125rem',
		codeLineHeight: '1.6',
		uiFontFamily: 'var(--font-figures)',
		uiFontSize: '0.75rem',
		frames: { shadowColor: 'transparent', frameBoxShadowCssValue: 'none' },
		// The plugin's own grey is below 4.5 : 1.
		lineNumbers: { foreground: 'var(--ink-soft)' },
	},
});
