/** One member's place; it belongs to the chain that made it. */
export interface Link<Member> {
  readonly member: Member;
  before: Link<Member> | undefined;
  after: Link<Member> | undefined;
}

/** Members in the order of their coming, each of which may leave at any time. */
export class Chain<Member> {
  private oldest: Link<Member> | undefined;
  private newest: Link<Member> | undefined;

  get first(): Member | undefined {
    return this.oldest?.member;
  }

  add(member: Member): Link<Member> {
    const link: Link<Member> = { member, before: this.newest, after: undefined };
    if (this.newest) this.newest.after = link;
    else this.oldest = link;
    this.newest = link;
    return link;
  }

  /** Once a link. */
  remove({ before, after }: Link<Member>): void {
    if (before) before.after = after;
    else this.oldest = after;
    if (after) after.before = before;
    else this.newest = before;
  }

  /** The member at hand may leave; one that comes meanwhile is among them. */
  *[Symbol.iterator](): Generator<Member, void> {
    for (let link = this.oldest; link; link = link.after) yield link.member;
  }
}
