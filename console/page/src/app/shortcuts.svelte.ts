import { tick } from 'svelte';
import { address } from '../address/address.svelte.js';
import { TABS } from './views.js';

/**
 * Keys of the whole page. A key that a part of the page has answered, or that is typed into a field, is not looked at. These are heard
 * before those of a view, which lets go of what was answered here: after `g` no view takes the second key for its own.
 */
class Shortcuts {
  helping = $state(false);
  #before = '';

  readonly heard = (event: KeyboardEvent): void => {
    const before = this.#before;
    this.#before = '';
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    this.#before = event.key;
    const tab = before === 'g' ? TABS.find(({ key }) => key === event.key) : undefined;
    if (tab !== undefined) address.go(tab.view);
    else if (event.key === '?') this.helping = true;
    else if (event.key === '/') focus('[data-search]');
    else if (isListKey(event.key)) void handOver(event);
    else return;
    event.preventDefault();
  };
}

const isListKey = (key: string) => ['j', 'k', 'ArrowDown', 'ArrowUp'].includes(key);

/** Lists answer the keys that are theirs, which is why they are not among these. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}

function focus(selector: string): HTMLElement | null {
  const element = document.querySelector<HTMLElement>(`main ${selector}`);
  element?.focus();
  return element;
}

/** Keys of lists work from anywhere: the view's first list takes the focus and the key. */
async function handOver(event: KeyboardEvent): Promise<void> {
  const list = focus('[role=grid], [role=treegrid]');
  await tick();
  list?.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, bubbles: true, cancelable: true }));
}

export const shortcuts = new Shortcuts();
