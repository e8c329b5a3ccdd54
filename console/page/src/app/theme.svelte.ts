const KEY = 'cruddur-console.theme';
export type ThemeName = 'system' | 'light' | 'dark';

/** Light, dark, or as the system has it; remembered by the browser. What is drawn on a canvas watches `drawn`. */
class Theme {
  name = $state<ThemeName>('system');
  /** Changes whenever colours do. */
  drawn = $state(0);

  constructor() {
    const kept = localStorage.getItem(KEY);
    this.set(kept === 'light' || kept === 'dark' ? kept : 'system');
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => (this.drawn += 1));
  }

  set(name: ThemeName): void {
    this.name = name;
    if (name === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    localStorage.setItem(KEY, name);
    this.drawn += 1;
  }

  next(): void {
    this.set(this.name === 'system' ? 'light' : this.name === 'light' ? 'dark' : 'system');
  }
}

export const theme = new Theme();
