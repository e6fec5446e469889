/** The two headers by which a request says who sends it. */
export interface RequestIdentity {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  /** What is asked for must be told to operators while the database is away, too: they are believed for a while. */
  readonly withoutDatabase?: boolean;
  /** He is looked at while he is being answered: no request of his, and nothing that keeps his session from ending. */
  readonly again?: boolean;
}
