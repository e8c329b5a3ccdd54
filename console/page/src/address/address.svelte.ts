import { formatRoute, parseRoute, type Params, type Route, type ViewName } from './route.js';

/** Where the page is: follows the browser's address, links, and back and forward. */
class Address {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }

  /** The run of the console that is looked at; absent for the current one. */
  get run(): string | undefined {
    return this.route.params.run;
  }

  /** An address within the run that is looked at. */
  link(view: ViewName, params: Params = {}, id?: string): string {
    return formatRoute(view, { run: this.run, ...params }, id);
  }

  go(view: ViewName, params: Params = {}, id?: string): void {
    location.hash = this.link(view, params, id);
  }

  /** Changes parameters of this view without a step in the browser's history: for what is typed. */
  adjust(params: Params): void {
    const { view, id } = this.route;
    history.replaceState(null, '', formatRoute(view, { ...this.route.params, ...params }, id));
    this.route = parseRoute(location.hash);
  }
}

export const address = new Address();
