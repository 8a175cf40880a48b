import { any, text } from './builtin';
import type { Builtin } from './builtin';

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
  text?: string;
}

/** The tags WeChat trusts; anything else goes, with all it holds. */
const TAGS = new Set(
  (
    'a abbr b blockquote br code col colgroup dd del div dl dt em fieldset h1 ' +
    'h2 h3 h4 h5 h6 hr i img ins label legend li ol p pre q s span strong sub ' +
    'sup table tbody td tfoot th thead tr u ul'
  ).split(' ')
);
const ATTRIBUTES = new Set(
  'class style src alt width height colspan rowspan span start type'.split(' ')
);
const SAFE_SOURCE = /^(https?:|data:image\/|\/|\.)/;

export const richText: Builtin = {
  tag: 'rich-text',
  properties: { nodes: any(''), space: text(), userSelect: any(false) },
  create: (node) => ({
    update: (changed) => {
      if (changed !== 'nodes') return;
      node.dom.replaceChildren(...draw(node.raw('nodes')));
    },
  }),
};

function draw(nodes: unknown): Node[] {
  if (typeof nodes === 'string') return [...copyChildren(parse(nodes))];
  return Array.isArray(nodes) ? (nodes as RichNode[]).flatMap(drawNode) : [];
}

/** Parsed in a document of its own: nothing in it loads or runs. */
function parse(html: string): Node {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

function copyChildren(parent: Node): Node[] {
  return [...parent.childNodes].flatMap(copy);
}

function copy(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) {
    return [document.createTextNode(node.textContent ?? '')];
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const source = node as Element;
  if (!TAGS.has(source.localName)) return [];
  const made = document.createElement(source.localName);
  for (const { name, value } of source.attributes) setSafely(made, name, value);
  made.append(...copyChildren(source));
  return [made];
}

function drawNode(node: RichNode): Node[] {
  const { type, name = '', attrs, children } = node;
  if (type === 'text')
    return [document.createTextNode(decode(node.text ?? ''))];
  if (!TAGS.has(name)) return [];
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attrs ?? {})) {
    setSafely(made, key, String(value));
  }
  made.append(...(children ?? []).flatMap(drawNode));
  return [made];
}

function setSafely(element: HTMLElement, name: string, value: string): void {
  if (!ATTRIBUTES.has(name)) return;
  if (name === 'src' && !SAFE_SOURCE.test(value)) return;
  element.setAttribute(name, value);
}

function decode(encoded: string): string {
  return parse(encoded).textContent ?? '';
}
