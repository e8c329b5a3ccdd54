import { mount } from 'svelte';
import App from './app/App.svelte';

const target = document.querySelector('#app')!;
target.replaceChildren(); // the shell, which was there from the first paint on
mount(App, { target });
