export interface ReservoirSetting {
  /** Traces taken in every second before the rate begins. */
  readonly reservoir: number;
  /** Of the others, the part that is taken: 0 to 1. */
  readonly rate: number;
}

export type SamplingSetting = { kind: 'rules' } | { kind: 'all' } | ({ kind: 'reservoir' } & ReservoirSetting);

/** Reads XRAY_SAMPLING: `rules`, `all` or `reservoir=5,rate=0.1`; undefined for anything else. */
export function parseSamplingSetting(text: string): SamplingSetting | undefined {
  const setting = text.trim();
  if (setting === 'rules' || setting === 'all') return { kind: setting };
  const match = /^reservoir=(\d{1,9})\s*,\s*rate=(\d(?:\.\d+)?|\.\d+)$/.exec(setting);
  const rate = Number(match?.[2]);
  return match && rate <= 1 ? { kind: 'reservoir', reservoir: Number(match[1]), rate } : undefined;
}
