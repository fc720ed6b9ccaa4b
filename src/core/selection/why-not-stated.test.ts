import { expect, it } from 'vitest';
import { whyNotStated } from './why-not-stated.ts';

it('capacity is for dedicated machines; a closed loop’s latency is its capacity too', () => {
	expect(whyNotStated('throughputPerSecond', 'dev', 'closed')).toContain('shared machine');
	expect(whyNotStated('latencyMsP99', 'shared-ci', 'closed')).toContain('shared machine');
	expect(whyNotStated('latencyMsP99', 'dev', 'open')).toBeUndefined();
	expect(whyNotStated('serverCpuMsPerRequest', 'dev', 'closed')).toBeUndefined();
	expect(whyNotStated('throughputPerSecond', 'dedicated', 'closed')).toBeUndefined();
});
