"""The words of the SPARQL page in both languages; `SCRIPT_WORDS` are those that the script of the page needs."""

from __future__ import annotations

_PAGE: dict[str, tuple[str, str]] = {
    "sparql_lead": (
        "Tanyakan apa saja kepada data: pilih pertanyaan contoh, ganti wilayah atau tahunnya, lalu jalankan.",
        "Ask the data anything: take an example question, change its place or year, and run it.",
    ),
    "example_questions": ("Pertanyaan contoh ({n})", "Example questions ({n})"),
    "filter_examples": ("Saring pertanyaan", "Filter the questions"),
    "filter_hint": ("misalnya polisi, Papua, lapas", "for instance police, Papua, prisons"),
    "refused": ("Kueri tidak terjawab", "The query has no answer"),
    "keys_hint": (
        "Ctrl+Enter menjalankan, Ctrl+Spasi melengkapi, Tab keluar dari kotak.",
        "Ctrl+Enter runs, Ctrl+Space completes, Tab leaves the box.",
    ),
}
_SCRIPT: dict[str, tuple[str, str]] = {
    "query": ("Kueri", "Query"),
    "results": ("Hasil", "Results"),
    "run": ("Jalankan", "Run"),
    "cancel": ("Batalkan", "Cancel"),
    "running": ("Sedang dijawab … {s} detik", "Being answered … {s} seconds"),
    "cancelled": ("Dibatalkan setelah {s} detik.", "Cancelled after {s} seconds."),
    "done": ("{n} baris dalam {s} detik.", "{n} rows in {s} seconds."),
    "answered": ("Dijawab dalam {s} detik.", "Answered in {s} seconds."),
    "no_rows": (
        "Tidak ada baris. Periksa nama dan penyaringnya; mungkin datanya memang tidak ada.",
        "No rows. Check names and filters; the data may indeed not be there.",
    ),
    "at_line": ("baris {line}, kolom {column}", "line {line}, column {column}"),
    "read_to": ("mesin membaca sampai {there}", "the engine read up to {there}"),
    "go_there": ("Ke tempat kesalahan", "Go to the fault"),
    "e400": ("Kueri ditolak", "The query was refused"),
    "e409": ("Kueri dibatalkan", "The query was cancelled"),
    "e413": ("Kueri terlalu panjang", "The query is too long"),
    "e429": ("Terlalu banyak waktu kueri terpakai; tunggu sebentar", "Too much query time used; wait a little"),
    "e503": ("Terlalu banyak kueri sekaligus; coba lagi sebentar lagi", "Too many queries at once; try again shortly"),
    "e504": (
        "Kueri terlalu lama. Persempit dengan wilayah, tahun, atau LIMIT",
        "The query took too long. Narrow it by place, year or LIMIT",
    ),
    "e_other": ("Kueri tidak terjawab", "The query has no answer"),
    "no_connection": (
        "Jawaban tidak sampai atau terputus. Periksa sambungan, lalu jalankan lagi.",
        "The answer did not arrive, or broke off. Check the connection, then run again.",
    ),
    "too_large": (
        "Jawaban lebih dari {mb} MB, terlalu besar untuk layar. Unduh berkasnya, atau beri LIMIT.",
        "The answer is longer than {mb} MB, too large for a screen. Download it, or give a LIMIT.",
    ),
    "table": ("Tabel", "Table"),
    "chart": ("Grafik", "Chart"),
    "map": ("Peta", "Map"),
    "view": ("Tampilan", "View"),
    "download": ("Unduh", "Download"),
    "share": ("Salin tautan", "Copy link"),
    "copy": ("Salin", "Copy"),
    "copied": ("Tersalin", "Copied"),
    "copy_failed": ("Salin sendiri dari kotak ini", "Copy it from this box"),
    "link": ("Tautan ke kueri ini", "Link to this query"),
    "code": ("Kode untuk kueri ini", "Code for this query"),
    "filter_rows": ("Saring baris", "Filter rows"),
    "rows_shown": ("Baris {from}–{to} dari {n}", "Rows {from}–{to} of {n}"),
    "next": ("Berikutnya", "Next"),
    "previous": ("Sebelumnya", "Previous"),
    "sort": ("urutkan", "sort"),
    "true": ("ya", "true"),
    "false": ("tidak", "false"),
    "away": ("Alamat di luar layanan ini", "Address outside this service"),
    "named_here": ("Yang disebut kueri ini; pilih untuk menggantinya:", "What this query names; choose one to change it:"),
    "insert": ("Cari wilayah, konsep, atau lembaga untuk disisipkan", "Find a place, concept or institution to insert"),
    "replace": ("Ganti “{name}” dengan", "Replace “{name}” by"),
    "keep": ("Tidak jadi mengganti", "Do not replace"),
    "all_times": ("{n} tempat dalam kueri", "{n} places in the query"),
    "value_of": ("Nilai", "Value"),
    "by": ("Menurut", "By"),
    "chart_part": ("{n} baris pertama dari {all}.", "The first {n} of {all} rows."),
    "chart_times": (
        "Titik tidak disambung: kueri tidak mengatakan apakah angka antarwaktu dapat dibandingkan.",
        "Points are not joined: a query does not say whether figures of different times compare.",
    ),
    "chart_no_value": ("{n} baris tanpa nilai tidak digambar.", "{n} rows without a value are not drawn."),
    "map_several": (
        "{n} wilayah punya lebih dari satu baris, jadi tidak diwarnai. Persempit kuerinya, misalnya ke satu tahun.",
        "{n} places have more than one row, and are not coloured. Narrow the query, for instance to one year.",
    ),
    "map_off": (
        "{n} baris bukan provinsi masa kini, jadi tidak ada di peta.",
        "{n} rows are no province of today, and are not on the map.",
    ),
    "no_value": ("tanpa nilai", "no value"),
    "several": ("lebih dari satu baris", "more than one row"),
    "chart_of": ("{value} menurut {by}", "{value} by {by}"),
    "hits": ("{n} pertanyaan", "{n} questions"),
}

WORKBENCH_WORDS = {language: {name: pair[n] for name, pair in _PAGE.items()} for n, language in enumerate(("id", "en"))}
SCRIPT_WORDS = {language: {name: pair[n] for name, pair in _SCRIPT.items()} for n, language in enumerate(("id", "en"))}
