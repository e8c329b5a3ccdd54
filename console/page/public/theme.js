// Before anything is painted: the colours that were chosen the last time, which src/app/theme.svelte.ts keeps.
{
  const kept = localStorage.getItem('cruddur-console.theme');
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
}
