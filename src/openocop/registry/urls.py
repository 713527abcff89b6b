from __future__ import annotations

from django.urls import path

from openocop.registry.views import members, photos, producers, products

app_name = "registry"
urlpatterns = [
    path("chu-the/", producers.producer_list, name="producers"),
    path("chu-the/moi/", producers.new_producer, name="producer-new"),
    path("chu-the/<slug:public_id>/", producers.producer_detail, name="producer"),
    path("chu-the/<slug:public_id>/sua/", producers.edit_producer, name="producer-edit"),
    path("chu-the/<slug:public_id>/san-pham-moi/", products.new_product, name="product-new"),
    path("chu-the/<slug:public_id>/tai-khoan/", members.new_member, name="member-new"),
    path(
        "chu-the/<slug:public_id>/tai-khoan/<slug:member_id>/mat-khau/", members.member_password, name="member-password"
    ),
    path("chu-the/<slug:public_id>/tai-khoan/<slug:member_id>/cham-dut/", members.member_end, name="member-end"),
    path("san-pham/", products.product_list, name="products"),
    path("san-pham/<slug:public_id>/", products.product_detail, name="product"),
    path("san-pham/<slug:public_id>/sua/", products.edit_product, name="product-edit"),
    path("san-pham/<slug:public_id>/anh/", photos.photographs, name="photos"),
    path("san-pham/<slug:public_id>/anh/them/", photos.new_photo, name="photo-new"),
    path("san-pham/anh/<slug:photo_id>/", photos.picture, name="photo"),
    path("san-pham/anh/<slug:photo_id>/sua/", photos.edit_photo, name="photo-edit"),
    path("san-pham/anh/<slug:photo_id>/doi-cho/", photos.move, name="photo-move"),
    path("san-pham/anh/<slug:photo_id>/go/", photos.retire, name="photo-retire"),
]
