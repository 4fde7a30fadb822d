"""The words of the pages about figures, in both languages. `say` fills in what a sentence leaves open."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    # states of a figure
    "suppressed": ("ditekan untuk melindungi orang", "suppressed to protect people"),
    "no_figure": ("sumber tidak memberi angka", "the source gives no figure"),
    "note_part_period": ("sebagian tahun", "part of the year"),
    "note_part_list": ("dari daftar sebagian", "from a partial list"),
    "note_break": ("deret terputus", "series break"),
    "note_provisional": ("sementara", "provisional"),
    "note_approximate": ("dibulatkan atau diperkirakan oleh sumber", "rounded or estimated by the source"),
    "break": ("deret terputus", "series break"),
    # sentences made from figures
    "rose": ("naik", "rose"),
    "fell": ("turun", "fell"),
    "trend": (
        "{what} di {where} {verb} dari {first} ({first_period}) menjadi {last} ({last_period}), selisih {difference}{share}{peak}. Menurut {who}.",
        "{what} in {where} {verb} from {first} ({first_period}) to {last} ({last_period}), a difference of {difference}{share}{peak}. According to {who}.",
    ),
    "same": (
        "{what} di {where} sama pada {first_period} dan {last_period}: {last}. Menurut {who}.",
        "{what} in {where} was the same in {first_period} and {last_period}: {last}. According to {who}.",
    ),
    "highest": ("; tertinggi {value} ({period})", "; highest {value} ({period})"),
    "lowest": ("; terendah {value} ({period})", "; lowest {value} ({period})"),
    "points": ("{difference} poin persen", "{difference} percentage points"),
    "share": (" atau {percent} persen", " or {percent} per cent"),
    "one_figure": (
        "{what} di {where}: {last} ({last_period}). Menurut {who}.",
        "{what} in {where}: {last} ({last_period}). According to {who}.",
    ),
    "ranked": (
        "{period}: {what}, tertinggi {top} ({top_value}){second}; terendah {bottom} ({bottom_value}). Menurut {who}.",
        "{period}: {what}, highest for {top} ({top_value}){second}; lowest for {bottom} ({bottom_value}). According to {who}.",
    ),
    "ranked_part": (
        "{period}: {what}, terbanyak yang disebut sumber: {top} ({top_value}){second}. Menurut {who}.",
        "{period}: {what}, most as named by the source: {top} ({top_value}){second}. According to {who}.",
    ),
    "then": (", lalu {name} ({value})", ", then {name} ({value})"),
    "several": (
        "Antara {first_period} dan {last_period}, dari {count} yang angkanya sebanding, {up} naik dan {down} turun{most}. Menurut {who}.",
        "Between {first_period} and {last_period}, of {count} with comparable figures, {up} rose and {down} fell{most}. According to {who}.",
    ),
    "most_up": ("; naik paling banyak: {name} ({first} menjadi {last})", "; the largest rise: {name} ({first} to {last})"),
    "most_down": ("; turun paling banyak: {name} ({first} menjadi {last})", "; the largest fall: {name} ({first} to {last})"),
    "panel": (
        "{name}: {first} ({first_period}), terbaru {last} ({last_period}), {count} angka",
        "{name}: {first} ({first_period}), latest {last} ({last_period}), {count} figures",
    ),
    "panel_one": ("{name}: {last} ({last_period})", "{name}: {last} ({last_period})"),
    # what to beware of
    "beware_part_period": (
        "Hanya sebagian tahun: {periods} (titik berlubang, tidak disambung). Jangan dibandingkan dengan tahun penuh.",
        "Part of the year only: {periods} (hollow dot, not joined). Do not compare with whole years.",
    ),
    "beware_other_length": (
        "Rentang waktu yang lain panjangnya: {periods} (titik berlubang, tidak disambung).",
        "Another length of time: {periods} (hollow dot, not joined).",
    ),
    "beware_part_list": (
        "Sumber hanya menyebut sebagian. Yang tidak tampak bukan nol: angkanya tidak disebut.",
        "The source names only some. What is not shown is not zero: its figure was not named.",
    ),
    "beware_conflict": (
        "Sumber berbeda untuk {periods}: {values}. Keduanya ditampilkan, tidak dirata-rata.",
        "Sources differ for {periods}: {values}. Both are shown; nothing is averaged.",
    ),
    "beware_break": (
        "Cara menghitung berubah pada {periods}; angka sebelum dan sesudahnya tidak dapat dibandingkan.",
        "The way of counting changed in {periods}; figures before and after cannot be compared.",
    ),
    "beware_alleged": ("Yang dihitung ialah dugaan, belum terbukti.", "What is counted is alleged, not established."),
    "beware_absent": (
        "Tanda silang: sumber memberi tanda tanpa angka untuk {periods}.",
        "A cross: the source gives a mark and no figure for {periods}.",
    ),
    "beware_suppressed": (
        "{count} angka ditekan agar orang tidak dapat dikenali; itu bukan nol.",
        "{count} figures are suppressed so that nobody can be recognised; they are not zero.",
    ),
    "beware_extent": (
        "{name} berubah luas pada {date}; angka sebelum dan sesudahnya menyangkut wilayah yang berbeda.",
        "The extent of {name} changed on {date}; figures before and after are about different areas.",
    ),
    "beware_extents": (
        "Berubah luas: {names}. Wilayah sebelum dan sesudahnya digambar terpisah dan tidak dapat dibandingkan.",
        "Their extent changed: {names}. Areas before and after are drawn apart and cannot be compared.",
    ),
    "beware_not_shown": (
        "{count} deret lain tidak digambar di sini; angkanya ada pada tabel.",
        "{count} further series are not drawn here; their figures are in the table.",
    ),
    "beware_none_of": ("Tanpa angka pada grafik ini: {names}.", "Without a figure in this chart: {names}."),
    "beware_split": (
        "{name} dan {other} ialah wilayah yang sama sebelum dan sesudah pemekaran: luasnya berbeda, jadi angkanya tidak sebanding.",
        "{name} and {other} are one area before and after a split: their extents differ, so their figures do not compare.",
    ),
    "beware_datasets": (
        "Angkanya berasal dari himpunan data yang berbeda, dan cara menghitungnya dapat berbeda: {parts}.",
        "The figures come from different datasets, whose methods may differ: {parts}.",
    ),
    "beware_kinds": (
        "Rentang waktunya berbeda, jadi angkanya tidak sebanding: {parts}.",
        "They are of different lengths of time and do not compare: {parts}.",
    ),
    "beware_lengths": (
        "{count} angka untuk rentang waktu yang lain panjangnya tidak digambar di sini; lihat grafik setiap wilayah.",
        "{count} figures for another length of time are not drawn here; see the chart of each area.",
    ),
    "beware_total": (
        "{name} tidak digambar di sini: jumlahnya akan menekan yang lain menjadi garis datar.",
        "{name} is not drawn here: its total would press the others flat.",
    ),
    "beware_axis": ("Sumbu tegak tidak mulai dari nol.", "The vertical axis does not start at zero."),
    "beware_units": (
        "Tabel ini hanya memuat satuan {unit}; angka dengan satuan lain ada di bagian lain dan tidak dapat dijumlahkan.",
        "This table holds only the unit {unit}; figures in other units are in other parts and cannot be added.",
    ),
    "beware_multiple": (
        "Satu kasus dapat masuk beberapa golongan; bagian-bagiannya tidak boleh dijumlahkan.",
        "One case may fall into several classes; the parts must not be added up.",
    ),
    # how to read
    "how_line": (
        "Setiap titik ialah angka yang ditulis sumbernya. Garis hanya menyambung angka yang sebanding; jeda pada garis berarti tidak ada angka atau tidak sebanding.",
        "Each dot is a figure that a source prints. A line joins only figures that are comparable; a gap means that there is no figure, or none that compares.",
    ),
    "how_multiples": (
        "Semua gambar kecil memakai skala dan tahun yang sama, jadi tinggi garis dapat dibandingkan antargambar. Angka di bawah nama ialah yang terbaru. "
        "Titik berlubang: rentang waktu yang lain; garis tegak putus-putus: cara menghitung berubah; silang: tanda tanpa angka; kotak: ditekan. "
        "Tekan sebuah gambar untuk melihatnya besar.",
        "All small charts share one scale and the same years, so heights compare between them. The figure below a name is the latest. "
        "A hollow dot: another length of time; a dashed upright: the way of counting changed; a cross: a mark without a figure; a square: suppressed. "
        "Open a small chart to see it large.",
    ),
    "how_behind": ("Garis abu-abu: {name}.", "The grey line: {name}."),
    "how_bars": (
        "Panjang batang dimulai dari nol, dengan skala yang sama pada setiap periode. Nama tanpa batang tidak punya angka pada periode ini.",
        "Bars start at zero, on one scale for all periods. A name without a bar has no figure in this period.",
    ),
    "how_map": (
        "Warna membagi angka semua provinsi dari semua periode ke dalam golongan yang kira-kira sama banyak; warna yang sama berarti rentang yang sama pada setiap periode. Abu-abu berarti tidak ada angka, bukan nol.",
        "Colours part the figures of all provinces and all periods into classes of about the same size; a colour means the same range in each period. Grey means no figure, not zero.",
    ),
    "how_dots": (
        "Setiap titik ialah skor pada skala indeks itu sendiri, dari terendah sampai tertinggi yang mungkin. Skor indeks lain tidak dapat ditaruh di sini.",
        "Each dot is a score on the index's own scale, from the lowest to the highest possible. Scores of other indices cannot be put here.",
    ),
    "rank": ("urutan ke-{place} dari {count}, dari yang tertinggi", "number {place} of {count}, from the highest"),
    # relations of laws, seen from the other end
    "amended_by": ("diubah dengan", "amended by"),
    "repealed_by": ("dicabut dengan", "repealed by"),
    "partly_repealed_by": ("dicabut sebagian dengan", "partly repealed by"),
    "replaced_by": ("digantikan oleh", "replaced by"),
    "legal_basis_of": ("menjadi dasar hukum bagi", "is the legal basis of"),
    # headings
    "over_time": ("{what}, {where}", "{what}, {where}"),
    "by_cut": ("{what} menurut {dimension}, {period}", "{what} by {dimension}, {period}"),
    "each_place": ("{what} di setiap wilayah", "{what} in each area"),
    "each_class": ("{what}, setiap {dimension}", "{what}, each {dimension}"),
    "by_cut_over_time": ("{what} menurut {dimension}", "{what} by {dimension}"),
    "by_province": ("{what} menurut wilayah, {period}", "{what} by area, {period}"),
    "map_of": ("Peta {what}, {period}", "Map of {what}, {period}"),
    "and_more": ("{count} lainnya", "{count} more"),
    "class_range": ("{low} – {high}", "{low} – {high}"),
    "no_data_here": ("tidak ada angka", "no figure"),
}


def say(word: str, language: str, /, **filled: object) -> str:
    """A word or sentence. Raises KeyError for one that is not in the list."""
    sentence = _WORDS[word][0 if language == "id" else 1]
    return sentence.format(**filled) if filled else sentence
