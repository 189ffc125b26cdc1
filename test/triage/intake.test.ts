import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageOf, intake } from '@care-elements/triage/intake.ts';

describe('what a file says of a patient', () => {
  it('takes an age in years, months, weeks and days', () => {
    const table: [unknown, number | undefined][] = [
      [45, 45],
      [0.25, 0.25],
      ['45', 45],
      ['45y', 45],
      ['45 years old', 45],
      ['４５岁', 45],
      ['3 months', 0.25],
      ['3m', 0.25],
      ['3个月', 0.25],
      ['2 weeks', 14 / 365.25],
      ['10天', 10 / 365.25],
      [0, 0],
      [-1, undefined],
      [200, undefined],
      ['about forty', undefined],
      ['45 kg', undefined],
      [NaN, undefined],
      [[45], 45],
      [{}, undefined],
    ];
    for (const [given, years] of table) assert.equal(ageOf(given), years, JSON.stringify(given));
  });

  it('takes measurements as numbers or texts that begin with one, and °F, mg/dL and fractions for what they are', () => {
    const { person, ignored } = intake({
      vitals: { temp: '101.3 F', sbp: '150', dbp: 95, hr: '88 bpm', spo2: 0.93, glucose: 180, pain: '7/10' },
    });
    assert.deepEqual(ignored, []);
    assert.deepEqual(person.vitals, {
      ...{ sbp: 150, dbp: 95, hr: 88, temp: 38.5, spo2: 93, glucose: 10, pain: 7 },
    });
    assert.equal(intake({ vitals: { temp: 104 } }).person.vitals?.temp, 40);
    assert.equal(intake({ vitals: { temp: '38,5 ℃' } }).person.vitals?.temp, 38.5);
  });

  it('knows who is awake by word and by letter, and guesses nothing', () => {
    for (const [given, said] of [
      ['A', 'alert'],
      ['c', 'confused'],
      ['Voice', 'voice'],
      ['P', 'pain'],
      ['unresponsive', 'unresponsive'],
    ])
      assert.equal(intake({ vitals: { consciousness: given } }).person.vitals?.consciousness, said);
    for (const given of [15, '14', 'GCS 9', 'constructor', true]) {
      const { person, ignored } = intake({ vitals: { consciousness: given } });
      assert.equal(person.vitals, undefined);
      assert.deepEqual(ignored, [{ field: 'vitals.consciousness', value: given }]);
    }
  });

  it('ignores what makes no sense and names it; null and nothing are no measurement', () => {
    const { person, ignored } = intake({
      ...{ age: 200, sex: 'x', pregnant: 'maybe', level: 1, why: 'because' },
      vitals: {
        temp: 300,
        hr: 0,
        sbp: -5,
        dbp: '',
        rr: null,
        spo2: 'good',
        pain: 11,
        glucose: Infinity,
        weight: 70,
      },
    });
    assert.deepEqual(person, {});
    assert.deepEqual(
      ignored.map(({ field }) => field),
      [
        ...['age', 'sex', 'pregnant', 'vitals.sbp', 'vitals.hr', 'vitals.temp'],
        ...['vitals.spo2', 'vitals.glucose', 'vitals.pain'],
      ],
    );
    for (const vitals of [null, undefined, '']) assert.deepEqual(intake({ vitals }).ignored, []);
    for (const vitals of [[1], 'high', 7]) assert.equal(intake({ vitals }).ignored.length, 1);
  });
});
