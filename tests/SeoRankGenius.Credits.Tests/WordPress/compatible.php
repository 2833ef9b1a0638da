<?php
// compatible.php FILE: names what PHP 7.4 does not know in a file, one finding a line. Tokens of this PHP, which is newer.
$known = array( 'str_contains', 'str_starts_with', 'str_ends_with', 'get_debug_type', 'array_is_list', 'array_find', 'array_any', 'array_all', 'json_validate', 'mb_str_pad', 'fdiv', 'preg_last_error_msg' );
$token = array( 'T_MATCH', 'T_ENUM', 'T_READONLY', 'T_ATTRIBUTE', 'T_NULLSAFE_OBJECT_OPERATOR' );
$all   = array_values( array_filter( PhpToken::tokenize( file_get_contents( $argv[1] ) ), static fn( $one ) => ! $one->isIgnorable() ) );
$inside = 0;
foreach ( $all as $at => $one ) {
	$next   = $all[ $at + 1 ] ?? null;
	$before = $all[ $at - 1 ] ?? null;
	$found  = null;
	if ( in_array( $one->getTokenName(), $token, true ) ) {
		$found = $one->text;
	} elseif ( $one->is( T_STRING ) && $next && '(' === $next->text && in_array( $one->text, $known, true ) ) {
		$found = $one->text . '()';
	} elseif ( $one->is( T_STRING ) && $next && ':' === $next->text && $before && in_array( $before->text, array( '(', ',' ), true ) ) {
		$found = 'a named argument';
	} elseif ( $one->is( T_THROW ) && $before && ! in_array( $before->text, array( ';', '{', '}', ')', ':' ), true ) ) {
		$found = 'throw as an expression';
	} elseif ( in_array( $one->text, array( 'mixed', 'never' ), true ) && $before && in_array( $before->text, array( ':', '(', ',' ), true ) ) {
		$found = $one->text;
	} elseif ( $one->is( T_STATIC ) && $before && ':' === $before->text ) {
		$found = 'static as a type';
	} elseif ( '|' === $one->text && $next && $next->is( T_STRING ) && $before->is( array( T_STRING, T_ARRAY, T_CALLABLE ) ) ) {
		$found = 'a union type';
	} elseif ( $one->is( array( T_PUBLIC, T_PRIVATE, T_PROTECTED ) ) && $before && in_array( $before->text, array( '(', ',' ), true ) ) {
		$found = 'a promoted property';
	} elseif ( ')' === $one->text && ',' === $before->text && $next && in_array( $next->text, array( '{', ':' ), true ) ) {
		$found = 'a comma after the last parameter';
	}
	if ( null !== $found ) {
		echo $one->line, ': ', $found, "\n";
	}
}
