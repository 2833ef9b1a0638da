<?php
// plugin.php PLUGIN ACTION [FIELD=VALUE …]: a request to wp-admin: the menu page, or a form's action.
require __DIR__ . '/wordpress.php';
list( , $plugin, $action ) = $argv;
parse_str( implode( '&', array_slice( $argv, 3 ) ), $_POST );
require $plugin;
do_action( 'admin_menu' );
echo 'menu: ' . implode( ' → ', Fake_WordPress::$menu ) . "\n";
do_action( $action );
