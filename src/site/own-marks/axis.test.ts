import { expect, it } from 'vitest';
import { placeOn, readAxis, type Axis } from './axis.ts';

const axisOf = (text: string): Axis => {
	const axis = readAxis(text);
	if (axis === undefined) throw new Error('no axis');
	return axis;
};

it('places a figure on a linear axis, also where pixels run the other way', () => {
	expect(placeOn(axisOf('x linear 0 10 100 300'), 2.5)).toEqual({ pixel: 150 });
	expect(placeOn(axisOf('y linear 0 10 300 20'), 10)).toEqual({ pixel: 20 });
});

it('places a figure on a logarithm', () => {
	expect(placeOn(axisOf('x log 1 100 0 200'), 10).pixel).toBeCloseTo(100);
});

it('keeps a figure beyond the axis at its end, zero on a logarithm among them', () => {
	const axis = axisOf('x log 1 100 14 214');
	expect(placeOn(axis, 101)).toEqual({ pixel: 214, beyond: 'high' });
	expect(placeOn(axis, 0)).toEqual({ pixel: 14, beyond: 'low' });
});

it.each([undefined, '', 'z linear 0 1 0 1', 'x linear 0 1 0', 'x log 0 1 0 9', 'x linear 1 1 0 9'])(
	'knows no axis in %j',
	(text) => {
		expect(readAxis(text)).toBeUndefined();
	},
);
