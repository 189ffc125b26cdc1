import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Questionnaire } from 'fhir/r4.js';
import { fromQuestionnaire } from '@care-elements/triage/fhir/import.ts';
import { toQuestionnaire } from '@care-elements/triage/fhir/questionnaire.ts';
import { protocol } from '../interviews.ts';

/** As form builders write them: much that a protocol has no place for. */
const RICH = {
  resourceType: 'Questionnaire',
  ...{ id: 'rich', language: 'en', title: 'Rich', status: 'active', publisher: 'Somebody', version: '1.0.0' },
  code: [{ system: 'http://loinc.org', code: '44249-1' }],
  extension: [{ url: 'http://x/entryMode', valueCode: 'sequential' }],
  contained: [{ resourceType: 'Library', id: 'logic', status: 'active', type: {} }],
  item: [
    {
      ...{ linkId: 'g', type: 'group', text: 'About you', required: true },
      item: [
        {
          ...{ linkId: 'q', type: 'choice', text: 'Pain?', required: true, prefix: '1.', readOnly: false },
          code: [{ system: 'http://loinc.org', code: '72514-3' }],
          initial: [{ valueCoding: { code: 'none-at-all' } }],
          modifierExtension: [{ url: 'http://x/odd', valueBoolean: true }],
          extension: [{ url: 'http://x/calculated', valueString: 'today()' }],
          _text: { extension: [{ url: 'http://x/markdown', valueString: '**Pain?**' }] },
          answerOption: [
            { valueCoding: { code: 'some', display: 'Some', userSelected: true }, initialSelected: true },
            { valueCoding: { code: 'much', display: 'Much' }, initialSelected: false },
          ],
          enableWhen: [
            { question: 'other', operator: '=', answerBoolean: true, extension: [{ url: 'http://x/why' }] },
          ],
        },
        { linkId: 'empty', type: 'choice', text: 'Nothing to choose' },
      ],
    },
    { linkId: 'other', type: 'boolean', text: 'Other?', maxLength: 3 },
  ],
} as unknown as Questionnaire;

test('whatever a Questionnaire says and a protocol has no place for is listed by its path', () => {
  const { protocol: read, lost } = fromQuestionnaire(RICH);
  assert.deepEqual(
    read.questions.map(({ linkId }) => linkId),
    ['q', 'other'],
  );
  const listed = new Map(lost.map(({ path, what }) => [path, what]));
  for (const path of [
    ...['status', 'publisher', 'code', 'extension', 'contained[0]', 'item[0].text', 'item[0].required'],
    ...['required', 'prefix', 'readOnly', 'code', 'initial', 'modifierExtension', 'extension'].map(
      (key) => `item[0].item[0].${key}`,
    ),
    ...['_text.extension', 'answerOption[].initialSelected', 'answerOption[].valueCoding.userSelected'].map(
      (key) => `item[0].item[0].${key}`,
    ),
    ...['item[0]', 'item[0].item[0].enableWhen[0].extension', 'item[0].item[1]', 'item[1].maxLength'],
  ])
    assert.ok(listed.has(path), path);
  assert.equal(listed.get('item[0].item[0].extension'), 'http://x/calculated');
  assert.match(listed.get('item[0].item[1]')!, /no options/);
});

test('options of a value set that are in no list are said to be missing', () => {
  const contained = [
    { resourceType: 'ValueSet', id: 'v', status: 'active', compose: { include: [{ system: 's' }] } },
  ];
  const item = [{ linkId: 'q', type: 'choice', text: 'Which?', answerValueSet: '#v' }];
  const { lost } = fromQuestionnaire({ ...RICH, contained, item } as unknown as Questionnaire);
  assert.ok(lost.some(({ what }) => /#v that stand in no list/.test(what)));
});

test('of a Questionnaire of ours nothing is, but what somebody added', () => {
  const { questionnaire } = toQuestionnaire(protocol('fever'), 'hash');
  assert.deepEqual(fromQuestionnaire(questionnaire).lost, []);
  const { lost } = fromQuestionnaire({ ...questionnaire, publisher: 'Somebody' });
  assert.deepEqual(lost, [{ path: 'publisher', what: '"Somebody"' }]);
});
