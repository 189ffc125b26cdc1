/** Owns the typings of the npm package: written out from what the tags are, so that no type of zod, Lit or livekit-client gets in. Pure. */
import type { Attribute, Tag, Told } from './describe.ts';

const doc = (text: string, indent = ''): string =>
  text ? `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n` : '';
const optional = ({ type }: Pick<Attribute, 'type'>): string =>
  type === 'boolean' ? type : `${type} | undefined`;
/** `care-queue-state` -> `CareQueueState`. */
const pascal = (name: string): string =>
  name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
const classOf = ({ class: of, fields }: Told): string =>
  of?.name ??
  [
    'Event',
    ...(fields.length
      ? [`{ ${fields.map(({ name, type }) => `readonly ${name}: ${type}; `).join('')}}`]
      : []),
  ].join(' & ');

function eventClass({ class: of, name, description, fields }: Told): string {
  const members = fields.map(
    (field) => `${doc(field.description, '  ')}  readonly ${field.name}: ${field.type};\n`,
  );
  const parameters = fields.map((field) => `${field.name}: ${field.type}`).join(', ');
  return `${doc(description)}export declare class ${of!.name} extends Event {
  static readonly type: '${name}';
${members.join('')}  constructor(${parameters});
}
`;
}

/** `care-visit.d.ts`: the class, its events, and what `document.querySelector` gives. */
export function tagTypes({ tag, className, description, attributes, methods, events }: Tag): string {
  const fields = attributes
    .filter(({ property }) => property && property !== 'lang')
    .map(
      (attribute) => `${doc(attribute.description, '  ')}  ${attribute.property}: ${optional(attribute)};\n`,
    );
  const calls = methods.map(
    ({ name, description, parameters, returns }) =>
      `${doc(description, '  ')}  ${name}(${parameters}): ${returns};\n`,
  );
  const map = events.map((event) => `  '${event.name}': ${classOf(event)};\n`);
  const listening = ['add', 'remove'].map((verb) => {
    const options = verb === 'add' ? 'boolean | AddEventListenerOptions' : 'boolean | EventListenerOptions';
    return `  ${verb}EventListener<K extends keyof ${className}EventMap>(
    type: K,
    listener: (this: ${className}, event: ${className}EventMap[K]) => unknown,
    options?: ${options},
  ): void;
  ${verb}EventListener(type: string, listener: EventListenerOrEventListenerObject, options?: ${options}): void;
`;
  });
  return `${events
    .filter((event) => event.class)
    .map(eventClass)
    .join('\n')}
export interface ${className}EventMap extends HTMLElementEventMap {
${map.join('')}}
${doc(description)}export declare class ${className} extends HTMLElement {
${fields.join('')}${tag === 'care-frame' ? '' : '  /** Resolves when what was set last is shown. */\n  readonly updateComplete: Promise<boolean>;\n'}${calls.join('')}${listening.join('')}}
declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${className};
  }
}
`;
}

export const indexTypes = (tags: readonly Tag[]): string => `${tags
  .map(({ tag, className }) => `export type { ${className} } from './${tag}.js';\n`)
  .join('')}
export type CareTag = ${tags.map(({ tag }) => `'${tag}'`).join(' | ')};
/** Every tag. */
export declare const tags: readonly CareTag[];
/** Fetches and defines these tags; without a window, nothing. */
export declare function loadCare(...tags: CareTag[]): Promise<void>;
`;

const props = (attributes: readonly Attribute[]): string =>
  attributes
    .filter(({ name }) => name !== 'lang')
    .map(({ name, type }) => `'${name}'?: ${type} | undefined; `)
    .join('');
const imports = (tags: readonly Tag[], classes: (tag: Tag) => string[]): string =>
  tags
    .filter((tag) => classes(tag).length > 0)
    .map((tag) => `import type { ${classes(tag).join(', ')} } from './${tag.tag}.js';\n`)
    .join('');
const eventClasses = ({ events }: Tag): string[] => events.flatMap((event) => event.class?.name ?? []);

/** `react.d.ts`: the tags in JSX, of React 19 (which sets properties and listens by `on` + the event's name). */
export const reactTypes = (
  tags: readonly Tag[],
): string => `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${imports(tags, (tag) => [tag.className, ...eventClasses(tag)])}
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${tags
  .map(({ tag, className, attributes, events }) => {
    const on = events.map((event) => `'on${event.name}'?: (event: ${classOf(event)}) => void; `).join('');
    return `      '${tag}': DetailedHTMLProps<HTMLAttributes<${className}>, ${className}> & { ${props(attributes)}${on}};\n`;
  })
  .join('')}    }
  }
}
`;

/** `vue.d.ts`: the tags in templates. */
export const vueTypes = (tags: readonly Tag[]): string => `import type { DefineComponent } from 'vue';
${imports(tags, eventClasses)}
declare module 'vue' {
  interface GlobalComponents {
${tags
  .map(({ tag, attributes, events }) => {
    const on = events
      .map((event) => `on${pascal(event.name)}?: (event: ${classOf(event)}) => void; `)
      .join('');
    return `    '${tag}': DefineComponent<{ ${props(attributes)}lang?: string; ${on}}>;\n`;
  })
  .join('')}  }
}
`;
