/** The call's table, the devices' faces and problems, and who is shown as being there: all pure but the asking. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RemoteView } from '@care-elements/client/consult-call.ts';
import { openDevices, problemOf, type DeviceHost } from '@care-elements/client/consult-devices.ts';
import { CALL_MACHINE, CALL_PHASES, deviceFace, nextPhase } from '@care-elements/client/consult-machine.ts';
import { viewOthers } from '@care-elements/client/consult-state.ts';
import { fakeDevices, named, TICKET } from './consult-kit.ts';

describe('the table', () => {
  test('leads from every phase on, and never out of a phase that is not in it', () => {
    for (const { from, to } of CALL_MACHINE) {
      assert.ok(CALL_PHASES.includes(from) && CALL_PHASES.includes(to));
    }
    const reached = new Set(['idle', ...CALL_MACHINE.map(({ to }) => to)]);
    assert.deepEqual(
      [...CALL_PHASES].filter((phase) => !reached.has(phase)),
      [],
    );
    for (const phase of CALL_PHASES)
      assert.ok(
        CALL_MACHINE.some(({ from }) => from === phase),
        `${phase} has a way on`,
      );
    const rows = CALL_MACHINE.map(({ from, on }) => `${from} ${on}`);
    assert.equal(new Set(rows).size, rows.length, 'one row for a phase and an event');
    assert.equal(nextPhase('left', 'joined'), undefined);
    assert.equal(nextPhase('idle', 'end'), undefined);
  });

  test('a device is on only when others get it, and pending while it is asked for', () => {
    const facts = { live: true, muted: false, busy: false, problem: null, inRoom: true, published: true };
    assert.equal(deviceFace(facts), 'on');
    assert.equal(deviceFace({ ...facts, published: false }), 'pending');
    assert.equal(deviceFace({ ...facts, published: false, inRoom: false }), 'on');
    assert.equal(deviceFace({ ...facts, muted: true }), 'off');
    assert.equal(deviceFace({ ...facts, live: false }), 'off');
    assert.equal(deviceFace({ ...facts, problem: 'denied' }), 'denied');
    assert.equal(deviceFace({ ...facts, problem: 'denied', busy: true }), 'pending');
  });
});

describe('devices', () => {
  const host: DeviceHost = { mediaDevices: undefined, allows: () => undefined };
  const errors: [Error, string][] = [
    [named('NotAllowedError', 'Permission denied'), 'denied'],
    [named('NotAllowedError', 'Permission dismissed'), 'dismissed'],
    [named('NotAllowedError', 'Permission denied by system'), 'denied-by-system'],
    [named('NotFoundError'), 'not-found'],
    [named('OverconstrainedError'), 'not-found'],
    [named('NotReadableError'), 'in-use'],
    [named('AbortError'), 'in-use'],
    [named('TypeError'), 'failed'],
  ];
  for (const [error, problem] of errors)
    test(`${error.name} “${error.message}” is ${problem}`, () =>
      assert.equal(problemOf(error, 'camera', host), problem));

  test('a page whose policy forbids it says so', () => {
    const forbidden: DeviceHost = { ...host, allows: (kind) => kind !== 'camera' };
    const error = named('NotAllowedError', 'Permission denied');
    assert.equal(problemOf(error, 'camera', forbidden), 'blocked-by-page');
    assert.equal(problemOf(error, 'microphone', forbidden), 'denied');
  });

  test('both are asked for at once; when that fails, each alone, and what can be had is had', async () => {
    const both = fakeDevices();
    await openDevices(['microphone', 'camera'], both.host);
    assert.deepEqual(both.asked, ['audio+video']);
    const deaf = fakeDevices(({ video }) => (video ? named('NotReadableError') : undefined));
    const opened = await openDevices(['microphone', 'camera'], deaf.host);
    assert.deepEqual(deaf.asked, ['audio+video', 'audio', 'video']);
    assert.equal(opened.microphone?.kind, 'audio');
    assert.equal(opened.camera, null);
    assert.deepEqual(opened.problems, { microphone: null, camera: 'in-use' });
  });

  test('a page that is not https is told so', async () => {
    const { problems } = await openDevices(['microphone', 'camera'], host);
    assert.deepEqual(problems, { microphone: 'insecure', camera: 'insecure' });
  });
});

test('who belongs in the call is awaited, connecting, here, lost or gone', () => {
  const seen = new Set<string>();
  const remote: RemoteView = {
    ...{ identity: 'p_doc', active: false, entered: true, told: {}, speaking: false, level: 0 },
    microphone: 'on',
    camera: 'on',
    quality: 'good',
  };
  const of = (remotes: Parameters<typeof viewOthers>[2]) =>
    viewOthers(TICKET.participants, 'p_me', remotes, seen).map(({ role, presence }) => [role, presence]);
  assert.deepEqual(of([]), [['doctor', 'awaited']]);
  assert.deepEqual(of([remote]), [['doctor', 'connecting']]);
  assert.deepEqual(of([]), [['doctor', 'awaited']], 'who never got through has not been here');
  assert.deepEqual(of([{ ...remote, active: true }]), [['doctor', 'present']]);
  assert.deepEqual(of([{ ...remote, active: true, quality: 'lost' }]), [['doctor', 'lost']]);
  assert.deepEqual(of([]), [['doctor', 'gone']]);
  assert.deepEqual(of([{ ...remote, identity: 'p_other', active: true }]), [
    ['doctor', 'gone'],
    [null, 'present'],
  ]);
});
