import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { untilHere } from '@care-elements/client/until-here.ts';
import { askPart } from '../../packages/elements/widgets/ask-part.ts';

/** A chunk whose first `lost` fetches fail. */
function chunk(lost: number) {
  let fetches = 0;
  const fetch = () => {
    fetches += 1;
    return fetches > lost ? Promise.resolve('here') : Promise.reject(new TypeError('Failed to fetch'));
  };
  return { fetch, fetches: () => fetches };
}
const settle = async () => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};

test('what the network kept back is asked for again until it is there', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const { fetch, fetches } = chunk(3);
    const got = untilHere(fetch);
    for (let again = 2; again <= 4; again += 1) {
      await settle();
      mock.timers.tick(3000);
      await settle();
      assert.equal(fetches(), again);
    }
    assert.equal(await got, 'here');
    mock.timers.tick(60_000);
    assert.equal(fetches(), 4);
  } finally {
    mock.timers.reset();
  }
});

test('a part that is rendered many times while it is not there is asked for by one alone', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const { fetch, fetches } = chunk(1);
    const ask = askPart(fetch);
    for (let render = 0; render < 20; render += 1) ask();
    await settle();
    assert.equal(fetches(), 1);
    mock.timers.tick(3000);
    await settle();
    for (let render = 0; render < 20; render += 1) ask();
    assert.equal(fetches(), 2);
  } finally {
    mock.timers.reset();
  }
});
