/** Owns what the public tags are, read from their classes: attributes from `static properties`, the rest from the class's JSDoc. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { tags, widgetFile } from '../../rollup.config.ts';
import { eventNames } from '../build-names.ts';

const root = join(import.meta.dirname, '../..');
const FRAME = join(root, 'packages/elements/frame.ts');

export interface Attribute {
  name: string;
  /** The property of the same value; absent where there is an attribute alone. */
  property?: string;
  /** As TypeScript says it, with every alias of ours written out. */
  type: string;
  description: string;
  reflects: boolean;
}
export interface Told {
  name: string;
  description: string;
  cancelable: boolean;
  /** The class and the file that declares it; absent where it is a plain event. */
  class?: { name: string; file: string };
  fields: { name: string; type: string; description: string }[];
}
export interface Named {
  name: string;
  description: string;
}
export interface Method extends Named {
  parameters: string;
  returns: string;
}
export interface Tag {
  tag: string;
  className: string;
  file: string;
  description: string;
  attributes: Attribute[];
  methods: Method[];
  events: Told[];
  parts: Named[];
  slots: Named[];
  tokens: Named[];
}

const LANG = 'The language it speaks; the nearest `lang` above it when absent, then the browser’s.';
/** Every element that has `lang` takes it, without a property of its own. */
const LOCALE = {
  name: 'locale',
  type: 'string',
  description:
    'The same as `lang`, for a host that calls it so; of the two the one that was set last counts.',
  reflects: false,
};
const FORMAT =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

/** All public tags: the widgets that the loader knows, and the frame. */
export function describeTags(): Tag[] {
  const files = [...tags().map(widgetFile), FRAME];
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(files, { ...options, incremental: false, tsBuildInfoFile: undefined });
  const checker = program.getTypeChecker();
  const events = new Map<string, Told>();
  for (const source of program.getSourceFiles())
    if (/packages\/elements\//.test(source.fileName))
      ts.forEachChild(source, (node) => {
        if (ts.isClassDeclaration(node) && extended(node) === 'Event') addEvent(checker, node, events);
      });
  const all = files.map((file) => {
    const tag = file === FRAME ? 'care-frame' : basename(file, '.ts');
    const className = tag.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
    const source = program.getSourceFile(file)!;
    const found = source.statements.find(
      (node): node is ts.ClassDeclaration => ts.isClassDeclaration(node) && node.name?.text === className,
    );
    if (!found) throw new Error(`${file} has no class ${className}`);
    return describe(checker, found, tag, events);
  });
  // What the parts of a visit tell comes out of it; their classes stay in their own modules, which a visit fetches when they are due.
  const said = new Map(all.flatMap((tag) => tag.events.map((event) => [event.name, event.description])));
  const passing = eventNames()
    .filter((name) => name !== 'care-triage-back')
    .map((name): Told => {
      const { class: _, ...event } = events.get(name) ?? {
        name,
        description: '',
        cancelable: false,
        fields: [],
      };
      return { ...event, description: `From within: ${said.get(name) || event.description}` };
    });
  const passOn = (name: string, events: Told[]): void => {
    const tag = all.find(({ tag }) => tag === name)!;
    tag.events.push(...events.filter((event) => !tag.events.some((own) => own.name === event.name)));
  };
  passOn('care-visit', passing);
  const told = all.find(({ tag }) => tag === 'care-visit')!.events;
  passOn(
    'care-frame',
    told.map(({ class: _, ...event }) => ({ ...event, cancelable: false })),
  );
  return all;
}

const extended = (node: ts.ClassDeclaration): string | undefined =>
  node.heritageClauses
    ?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0]?.expression.getText();

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const docOf = (node: ts.Node): string =>
  plain(
    ts
      .getJSDocCommentsAndTags(node)
      .filter(ts.isJSDoc)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .at(-1) ?? '',
  );

/** The lines `@name rest` of a class and those above it. */
/** `@csspart one, two What they are.` tells of both. */
const partsOf = (node: ts.ClassDeclaration): Named[] =>
  linesOf(node, /^csspart$/).flatMap(({ name, description }) => {
    const [, more = '', rest = ''] =
      /^((?:[\w-]+, )*[\w-]+ )?(.*)$/s.exec(name.endsWith(',') ? description : '') ?? [];
    const names = more.trim().split(', ').filter(Boolean);
    return names.length
      ? [name.slice(0, -1), ...names].map((one) => ({ name: one, description: rest }))
      : [{ name, description }];
  });

function linesOf(node: ts.ClassDeclaration, name: RegExp): Named[] {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => name.test(tagName.text))
    .map((line) => {
      // TypeScript reads some of these tags in its own way: the text is what counts.
      const text = plain(
        line
          .getText()
          .replace(/^@\S+/, '')
          .replaceAll(/\n\s*\*/g, ' ')
          .replace(/\*\/$/, ''),
      );
      const [, first = '', rest = ''] = /^(\S*)\s*(?:-\s+)?(.*)$/s.exec(text) ?? [];
      return { name: first, description: rest };
    });
}

function addEvent(checker: ts.TypeChecker, node: ts.ClassDeclaration, events: Map<string, Told>): void {
  const text = node.getText();
  const name = /static readonly type = '([^']+)'/.exec(text)?.[1] ?? /super\(\s*'([^']+)'/.exec(text)?.[1];
  // One class for several names says them by `@fires`.
  const several = linesOf(node, /^(fires|event)$/);
  for (const { name: one, description } of name ? [{ name, description: '' }] : several)
    events.set(one, eventOf(checker, node, one, description));
}

function eventOf(
  checker: ts.TypeChecker,
  node: ts.ClassDeclaration,
  name: string,
  description: string,
): Told {
  const text = node.getText();
  return {
    name,
    description: description || docOf(node),
    cancelable: /cancelable: true/.test(text),
    class: { name: node.name!.text, file: node.getSourceFile().fileName },
    fields: node.members
      .filter(ts.isPropertyDeclaration)
      .filter((member) => !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
      .map((member) => ({
        name: member.name.getText(),
        type: checker.typeToString(checker.getTypeAtLocation(member), undefined, FORMAT),
        description: docOf(member),
      })),
  };
}

/** `static properties` of a class as it is written, with those of the classes above it. */
function propertiesOf(
  checker: ts.TypeChecker,
  node: ts.ClassDeclaration,
): Map<string, ts.ObjectLiteralExpression> {
  const above = checker.getTypeAtLocation(node).getBaseTypes()?.[0]?.symbol?.valueDeclaration;
  const all = above && ts.isClassDeclaration(above) ? propertiesOf(checker, above) : new Map();
  const own = node.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) && member.name.getText() === 'properties',
  )?.initializer;
  if (own && ts.isObjectLiteralExpression(own))
    for (const property of own.properties)
      if (ts.isPropertyAssignment(property)) all.set(property.name.getText(), property.initializer);
  return all;
}

function describe(
  checker: ts.TypeChecker,
  node: ts.ClassDeclaration,
  tag: string,
  events: Map<string, Told>,
): Tag {
  const type = checker.getTypeAtLocation(node);
  const attributes: Attribute[] = [];
  for (const [property, declared] of propertiesOf(checker, node)) {
    const text = declared.getText();
    if (/state: true|attribute: false/.test(text)) continue;
    const symbol = type.getProperty(property)!;
    const said = checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, FORMAT);
    attributes.push({
      name: /attribute: '([^']+)'/.exec(text)?.[1] ?? property.toLowerCase(),
      property,
      type: said.replace(/ \| undefined$/, ''),
      description: property === 'lang' ? LANG : docOf(symbol.valueDeclaration!),
      reflects: /reflect: true/.test(text),
    });
    if (property === 'lang') attributes.push(LOCALE);
  }
  // Of elements that read their attributes by themselves.
  for (const { name, description } of linesOf(node, /^attr(ibute)?$/)) {
    const [, attribute = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(description) ?? [];
    attributes.push({ name: attribute, type: name.replace(/[{}]/g, ''), description: rest, reflects: false });
  }
  const methods = node.members
    .filter(ts.isMethodDeclaration)
    .filter((member) => ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'public'))
    .map((member) => ({
      name: member.name.getText(),
      description: docOf(member),
      parameters: member.parameters.map((parameter) => parameter.getText()).join(', '),
      returns: member.type?.getText() ?? 'void',
    }));
  return {
    ...{ tag, className: node.name!.text, file: node.getSourceFile().fileName, description: docOf(node) },
    ...{ attributes, methods },
    events: linesOf(node, /^(fires|event)$/).map(({ name, description }) => ({
      ...(events.get(name) ?? { cancelable: false, fields: [] }),
      ...{ name, description: description || (events.get(name)?.description ?? '') },
    })),
    parts: partsOf(node),
    slots: linesOf(node, /^slot$/),
    tokens: linesOf(node, /^cssprop(erty)?$/),
  };
}
