<?php
// client.php CLIENT: reads calls, one JSON array a line, [method, arguments …]; answers each with a line of JSON.
require __DIR__ . '/wordpress.php';
require $argv[1];
$options = array( 'timeout' => 0.5, 'budget' => 10, 'attempts' => 4, 'pause' => 0.01 );
$client  = new SRG_Credits( getenv( 'SRG_API' ), (string) getenv( 'SRG_TOKEN' ), $options );
while ( ( $line = fgets( STDIN ) ) !== false ) {
	$arguments = json_decode( $line, true );
	$method    = array_shift( $arguments );
	if ( 'with_hold' === $method ) {
		$uses        = $arguments[3];
		$arguments[3] = static function ( callable $use ) use ( $uses ) {
			foreach ( $uses as $credits ) {
				if ( $credits < 0 ) {
					throw new LogicException( 'The work failed.' );
				}
				$use( $credits );
			}
			return 'done';
		};
	}
	try {
		$answer = array( 'answer' => $client->$method( ...$arguments ) );
	} catch ( SRG_Credits_Error $error ) {
		$answer = array(
			'error' => get_class( $error ), 'code' => $error->error_code(), 'status' => $error->status(),
			'message' => $error->getMessage(), 'help' => $error->help_url(),
		);
	} catch ( LogicException $error ) {
		$answer = array( 'error' => get_class( $error ), 'message' => $error->getMessage() );
	}
	echo json_encode( $answer ), "\n";
}
