import { layouts, type Width } from '../../charts/layout.ts';
import { render } from '../../charts/render.ts';
import { drawnRows, shapeOf, type DrawnChart } from '../data/drawn-charts.ts';
import { detectableWords, noiseWords } from '../data/noise.ts';
import { provenanceParts } from '../data/provenance.ts';
import { here, thisBuild } from '../this-build.ts';
import { standalone } from './standalone.ts';

/** A chart in one of its widths, as SVG text. */
export async function draw(
	{ chart, rows, finding }: Pick<DrawnChart, 'chart' | 'rows' | 'finding'>,
	id: string,
	width: Width,
): Promise<string> {
	const words = { id: `${id}-${width}`, title: chart.title, description: finding };
	return (await render(chart.spec(layouts[width], rows), rows, words)).svg;
}

/** The wide picture as a file of its own. */
export async function standaloneOf(drawn: DrawnChart): Promise<string> {
	const { question, chart, chosen, finding } = drawn;
	const page = new URL(here(`/results/${chosen.run.id}/`), thisBuild.origin).href;
	return standalone(await draw(drawn, question, 'wide'), {
		title: chart.title,
		finding,
		source: [provenanceLine(drawn), page],
	});
}

/** What a script puts in a chart's place: this view's words, pictures and table. */
export async function viewOf(drawn: DrawnChart) {
	const { question, view, chart, context, finding, rows } = drawn;
	const { columns, rows: lines, ...table } = chart.table(context);
	const id = view === undefined ? question : `${question}-${view}`;
	return {
		title: chart.title,
		finding,
		provenance: provenanceLine(drawn),
		detectable: detectableWords(chart, context),
		howToRead: chart.howToRead,
		shape: shapeOf(rows),
		narrow: await draw(drawn, id, 'narrow'),
		wide: await draw(drawn, id, 'wide'),
		table: { columns, rows: lines, drawn: drawnRows({ columns, rows: lines, ...table }, rows) },
	};
}

/** As `Provenance.astro` prints it. */
function provenanceLine({ chart, chosen, context }: DrawnChart): string {
	const noise = noiseWords(chart, context);
	return [...provenanceParts(chosen), ...(noise ? [noise] : [])].join(' · ');
}

/** Of the browser, which reads it from a file of this site. */
export type PictureOfView = Awaited<ReturnType<typeof viewOf>>;
