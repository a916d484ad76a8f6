/** A printed figure that the laps contradict. The printed one stays; neither is mended. */
export interface FigureMismatch {
  driver_name: string;
  /** Field of the result, of the session, or of a lap. */
  figure: string;
  /** Of a lap's figure; left out otherwise. */
  lap_number?: number;
  printed: number | null;
  computed: number | null;
}

/** What became of computing a page's printed figures again from its laps. */
export interface FigureChecks {
  /** How many printed figures were computed again. */
  figures: number;
  mismatches: FigureMismatch[];
}
