import type { Root, Rule } from 'postcss';
import parseSelector from 'postcss-selector-parser';
import type { Selector } from 'postcss-selector-parser';
import { BUILTIN_TAGS } from './builtin-tags';

const PAGE_CLASS = 'mp-page';

export interface Scope {
  /** Prefix of every class, for components that are isolated. */
  prefix?: string;
  /** Route of the page that alone gets these rules. */
  page?: string;
}

/** Turns the selectors of one WXSS file into selectors over the web page. */
export function scopeSelectors(root: Root, scope: Scope): void {
  root.walkRules((rule) => {
    if (isKeyframe(rule)) return;
    rule.selector = parseSelector((selectors) =>
      selectors.each((selector) => {
        renameTags(selector);
        replaceHost(selector, scope.prefix);
        if (scope.prefix) prefixClasses(selector, scope.prefix);
        if (scope.page) limitToPage(selector, scope.page);
      })
    ).processSync(rule.selector);
  });
}

function isKeyframe(rule: Rule): boolean {
  const { parent } = rule;
  return (
    parent?.type === 'atrule' &&
    'name' in parent &&
    String(parent.name).endsWith('keyframes')
  );
}

function renameTags(selector: Selector): void {
  selector.walkTags((tag) => {
    if (tag.value === 'page') {
      tag.replaceWith(parseSelector.className({ value: PAGE_CLASS }));
    } else if (BUILTIN_TAGS.includes(tag.value)) {
      tag.value = `wx-${tag.value}`;
    }
  });
}

function replaceHost(selector: Selector, prefix: string | undefined): void {
  selector.walkPseudos((pseudo) => {
    if (pseudo.value !== ':host') return;
    pseudo.replaceWith(
      parseSelector.attribute({
        attribute: 'wx-host',
        operator: '=',
        value: prefix ?? '',
        quoteMark: '"',
        raws: {},
      })
    );
  });
}

function prefixClasses(selector: Selector, prefix: string): void {
  selector.walkClasses((name) => {
    if (name.value !== PAGE_CLASS) name.value = `${prefix}--${name.value}`;
  });
}

/** `:where` adds no weight, so that pages keep the order of the cascade. */
function limitToPage(selector: Selector, page: string): void {
  const onPageItself = selector.some(
    (node) => node.type === 'class' && node.value === PAGE_CLASS
  );
  const where = `:where([data-mp-page="${page}"])`;
  selector.prepend(
    parseSelector.pseudo({ value: onPageItself ? where : `${where} ` })
  );
}
