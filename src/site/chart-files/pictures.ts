import { layouts, type Width } from '../../charts/layout.ts';
import { render } from '../../charts/render.ts';
import { drawnRows, shapeOf, type DrawnChart } from '../data/drawn-charts.ts';
import { detectableWords, noiseWords } from '../data/noise.ts';
import { ownPlace } from '../data/own-place.ts';
import { provenanceParts } from '../data/provenance.ts';
import { here, thisBuild } from '../this-build.ts';
import { standalone } from './standalone.ts';

type Drawable = Pick<DrawnChart, 'chart' | 'rows' | 'finding'>;

/** Several files are made of one picture. */
const known = new WeakMap<Drawable['rows'], Map<string, Promise<string>>>();

/** A chart in one of its widths, as SVG text. */
export function draw(drawable: Drawable, id: string, width: Width): Promise<string> {
	const { chart, rows, finding } = drawable;
	const pictures = known.get(rows) ?? new Map<string, Promise<string>>();
	known.set(rows, pictures);
	const words = { id: `${id}-${width}`, title: chart.title, description: finding };
	const picture =
		pictures.get(words.id) ??
		render(chart.spec(layouts[width], rows), rows, words).then(({ svg }) => svg);
	pictures.set(words.id, picture);
	return picture;
}

/** Unique among all charts and views. */
const idOf = ({ question, view }: DrawnChart) =>
	view === undefined ? question : `${question}-${view}`;

/** The wide picture as a file of its own. */
export async function standaloneOf(drawn: DrawnChart): Promise<string> {
	const { chart, chosen, finding } = drawn;
	const page = new URL(here(`/results/${chosen.run.id}/`), thisBuild.origin).href;
	return standalone(await draw(drawn, idOf(drawn), 'wide'), {
		title: chart.title,
		finding,
		source: [provenanceLine(drawn), page],
	});
}

/** What a script puts in a chart's place: this view's words, pictures and table. */
export async function viewOf(drawn: DrawnChart) {
	const { chart, context, finding, rows } = drawn;
	const { columns, rows: lines, ...table } = chart.table(context);
	const id = idOf(drawn);
	return {
		title: chart.title,
		finding,
		provenance: provenanceLine(drawn),
		detectable: detectableWords(chart, context),
		howToRead: chart.howToRead,
		shape: shapeOf(rows),
		own: ownPlace(drawn),
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
