import { formatRoute, parseRoute, type Params, type Route, type ViewName } from './route.js';

/** Where the page is: follows the browser's address, links, and back and forward. */
class Address {
  /** Where the browser is. A view may still have to be fetched. */
  wanted = $state.raw<Route>(parseRoute(location.hash));
  /** What is shown: changes together with the view, so that no view ever reads the parameters of another. */
  route = $state.raw<Route>(this.wanted);

  /** The list of traces as it was last looked at. */
  #list = parseRoute('');

  constructor() {
    this.arrive();
    addEventListener('hashchange', () => {
      this.wanted = parseRoute(location.hash);
      if (this.wanted.view === this.route.view) this.arrive();
    });
  }

  arrive(): void {
    this.route = this.wanted;
    if (this.route.view === 'traces') this.#list = this.route;
  }

  /** The run of the console that is looked at; absent for the current one. */
  get run(): string | undefined {
    return this.route.params.run;
  }

  /** An address within the run that is looked at. */
  link(view: ViewName, params: Params = {}, id?: string): string {
    return formatRoute(view, { run: this.run, ...params }, id);
  }

  /** Back from a trace: the list with the filter that it had, where it was one of the same run. */
  get list(): string {
    const { params } = this.#list;
    return params.run === this.run ? formatRoute('traces', params) : this.link('traces');
  }

  go(view: ViewName, params: Params = {}, id?: string): void {
    location.hash = this.link(view, params, id);
  }

  /** Changes parameters of this view without a step in the browser's history: for what is typed. */
  adjust(params: Params): void {
    const { view, id } = this.route;
    history.replaceState(null, '', formatRoute(view, { ...this.route.params, ...params }, id));
    this.wanted = parseRoute(location.hash);
    this.arrive();
  }
}

export const address = new Address();
