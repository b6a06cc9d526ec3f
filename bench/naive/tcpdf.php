<?php
// The certificate as Debian's php-tcpdf draws it, one file each: `php tcpdf.php WORK.json`.
//
// WORK.json: {"fonts": {name: path of a TTF}, "band": path, "folder": where fonts and files go, "rounds": n, "page": …},
// and page: {"texts": [[x, y of the baseline, size, font, colour, align, text], …], "lines": [[x, y, width]], "address": …}
// in millimetres and points. The fonts are converted once, then a file is drawn that is not measured; printed are the
// milliseconds of processor time of each file after it.

$work = json_decode(file_get_contents($argv[1]), true);
define('K_TCPDF_EXTERNAL_CONFIG', true);
define('K_PATH_FONTS', $work['folder'] . '/');
define('K_PATH_CACHE', $work['folder'] . '/');
define('K_PATH_URL', '');
define('K_PATH_IMAGES', '');
define('K_BLANK_IMAGE', '');
define('PDF_PAGE_FORMAT', 'A4');
define('PDF_PAGE_ORIENTATION', 'L');
define('PDF_CREATOR', 'TCPDF');
define('PDF_AUTHOR', '');
define('PDF_UNIT', 'mm');
define('PDF_FONT_NAME_MAIN', 'helvetica');
define('PDF_FONT_SIZE_MAIN', 10);
define('PDF_FONT_MONOSPACED', 'courier');
define('PDF_IMAGE_SCALE_RATIO', 1);
define('HEAD_MAGNIFICATION', 1);
define('K_CELL_HEIGHT_RATIO', 1);
define('K_TITLE_MAGNIFICATION', 1);
define('K_SMALL_RATIO', 1);
define('K_THAI_TOPCHARS', false);
define('K_TCPDF_CALLS_IN_HTML', false);
define('K_TCPDF_THROW_EXCEPTION_ERROR', true);
define('K_TIMEZONE', 'UTC');
require_once '/usr/share/php/tcpdf/tcpdf.php';

copy('/usr/share/php/tcpdf/fonts/helvetica.php', $work['folder'] . '/helvetica.php');    // it begins every file with it
$fonts = [];
foreach ($work['fonts'] as $name => $path) {
    $fonts[$name] = TCPDF_FONTS::addTTFfont($path, 'TrueTypeUnicode', '', 32, $work['folder'] . '/');
}

function spent() {
    $now = getrusage();
    return $now['ru_utime.tv_sec'] * 1e3 + $now['ru_utime.tv_usec'] / 1e3 + $now['ru_stime.tv_sec'] * 1e3 + $now['ru_stime.tv_usec'] / 1e3;
}

function draw($work, $fonts) {
    $page = $work['page'];
    $pdf = new TCPDF('L', 'mm', 'A4', true, 'UTF-8', false);
    $pdf->setPrintHeader(false);
    $pdf->setPrintFooter(false);
    $pdf->setMargins(0, 0, 0);
    $pdf->setCellPadding(0);
    $pdf->setAutoPageBreak(false);
    $pdf->setTitle($page['title']);
    $pdf->setAuthor($page['author']);
    $pdf->AddPage();
    $pdf->Image($work['band'], 12, 12, 25.875, 186, 'PNG');
    $pdf->setDrawColor(20, 35, 58);
    $pdf->setLineWidth(0.3);
    foreach ($page['lines'] as [$x, $y, $width]) {
        $pdf->Line($x, $y, $x + $width, $y);
    }
    foreach ($page['texts'] as [$x, $y, $size, $font, $colour, $align, $text]) {
        $pdf->setFont($fonts[$font], '', $size);
        $pdf->setTextColor(hexdec(substr($colour, 0, 2)), hexdec(substr($colour, 2, 2)), hexdec(substr($colour, 4, 2)));
        $start = $align === 'R' ? $x - $pdf->GetStringWidth($text) : $x;
        $pdf->Text($start, $y, $text, false, false, true, 0, 0, '', false, '', 0, false, 'L', 'M');
    }
    $pdf->write2DBarcode($page['address'], 'QRCODE,M', 249, 154.5, 32, 32);
    return $pdf->Output('', 'S');
}

$data = draw($work, $fonts);
file_put_contents($work['folder'] . '/tcpdf.pdf', $data);
for ($round = 0; $round < $work['rounds']; $round++) {
    $before = spent();
    draw($work, $fonts);
    echo spent() - $before, "\n";
}
